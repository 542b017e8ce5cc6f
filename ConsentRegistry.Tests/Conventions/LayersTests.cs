using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>What DESIGN 3 promises about the three projects, read from what the compiler made of them.</summary>
public sealed class LayersTests
{
    private const string Layer = "(Service|Services|Model|Models|Helper|Helpers|Manager)";

    private static readonly Lazy<Architecture> Product = new(() => new ArchLoader()
        .LoadAssemblies(typeof(DataFolder).Assembly, typeof(Program).Assembly)
        .Build());

    private static GivenTypesConjunction Core => Types().That().ResideInAssembly(typeof(DataFolder).Assembly);

    private static GivenTypesConjunction Web => Types().That().ResideInAssembly(typeof(Program).Assembly);

    [Fact]
    public void Core_does_not_know_the_web() => Core.Should()
        .NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(@"^Microsoft\.(AspNetCore|JSInterop)"))
        .AndShould().NotDependOnAny(Web)
        .Check(Product.Value);

    [Fact]
    public void Core_refers_to_no_assembly_of_the_web() => Assert.DoesNotContain(
        typeof(DataFolder).Assembly.GetReferencedAssemblies(),
        assembly => assembly.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Web_sees_no_database_but_that_of_the_accounts() => Web.And().AreNot(typeof(AccountsDbContext)).Should()
        .NotDependOnAny(Types().That().AreAssignableTo(typeof(DbContext)).And().AreNot(typeof(AccountsDbContext)))
        .Check(Product.Value);

    [Fact]
    public void No_class_and_no_folder_is_named_for_a_layer() => Types().That().ResideInNamespaceMatching("^ConsentRegistry").And().AreNotAssignableTo(typeof(BackgroundService)).Should()
        .NotHaveNameMatching($"{Layer}(`[0-9]+)?$")
        .AndShould().NotResideInNamespaceMatching($@"{Layer}(\.|$)")
        .Check(Product.Value);

    [Fact]
    public void Every_page_says_who_may_open_it() => Classes().That().HaveAnyAttributes(typeof(RouteAttribute)).Should()
        .HaveAnyAttributes(typeof(AuthorizeAttribute), typeof(AllowAnonymousAttribute))
        .Check(Product.Value);
}
