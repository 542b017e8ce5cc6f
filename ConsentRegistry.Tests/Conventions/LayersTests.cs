using System.Text.RegularExpressions;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>What DESIGN 3 promises about the three projects.</summary>
public sealed partial class LayersTests
{
    [Fact]
    public void Core_does_not_know_the_web() => Assert.DoesNotContain(
        typeof(DataFolder).Assembly.GetReferencedAssemblies(),
        assembly => assembly.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Web_sees_no_database_but_that_of_the_accounts() => Assert.Empty(
        from path in Checkout.Files("ConsentRegistry.Web", ".cs", ".razor")
        from Match use in Context().Matches(File.ReadAllText(path))
        where use.Value is not ("AccountsDbContext" or "IdentityDbContext")
        select $"{Path.GetRelativePath(Checkout.Root, path)}: {use.Value}");

    [Fact]
    public void No_class_and_no_folder_is_named_for_a_layer() => Assert.Empty(
        new[] { typeof(DataFolder).Assembly, typeof(Program).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("ConsentRegistry", StringComparison.Ordinal) == true)
            .Where(type => Layer().IsMatch(type.Name.Split('`')[0]) || type.Namespace!.Split('.').Any(Layer().IsMatch))
            .Select(type => type.FullName));

    [Fact]
    public void Every_page_says_who_may_open_it() => Assert.Empty(
        typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(RouteAttribute), false))
            .Where(type => !type.GetCustomAttributes(true).Any(attribute => attribute is IAuthorizeData or IAllowAnonymous))
            .Select(type => type.Name));

    [GeneratedRegex(@"\b[A-Z]\w+DbContext\b")]
    private static partial Regex Context();

    [GeneratedRegex("(Service|Services|Model|Models|Helper|Helpers|Manager)$")]
    private static partial Regex Layer();
}
