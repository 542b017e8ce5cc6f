using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ConsentRegistry.Core.Startup;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>Core is built in floors (DESIGN 3): a folder knows those below it and none above.</summary>
public sealed partial class FloorsTests
{
    private static readonly string[] FromTheGround =
    [
        "Vocabulary", "Results", "Time", "Addresses", "Storage", "Security", "Tabular", "Auditing", "Records", "Ledger", "Drafts", "Suppressions",
        "Sending", "People", "Preferences", "Mail", "Campaigns", "Imports", "ListChecks", "PrivacyOffice", "Overviews", "Startup",
    ];

    [Fact]
    public void No_arrow_goes_up()
    {
        var core = new ArchLoader().LoadAssemblies(typeof(RegistryStartup).Assembly).Build();

        var arrows = (from type in core.Types
                      where FloorOf(type) >= 0 && !IsGenerated(type)
                      from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
                      where FloorOf(target) >= 0
                      select (From: type, To: target)).ToList();

        Assert.Contains(arrows, arrow => FloorOf(arrow.From) > FloorOf(arrow.To));
        Assert.Empty(arrows.Where(arrow => FloorOf(arrow.To) > FloorOf(arrow.From)).Select(arrow => $"{arrow.From.FullName} -> {arrow.To.FullName}"));
    }

    [Fact]
    public void Core_has_no_folder_but_its_floors_and_no_class_beside_them()
    {
        var core = Path.Combine(Checkout.Root, "ConsentRegistry.Core");

        // Empty folders are what git leaves of folders that moved away.
        Assert.Equal(
            FromTheGround.Order(),
            Directory.GetDirectories(core).Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
                .Select(Path.GetFileName).Except(["bin", "obj"]).Order());
        Assert.Empty(Directory.GetFiles(core, "*.cs"));
    }

    [Fact]
    public void Every_file_stands_in_the_folder_of_its_namespace()
    {
        var misplaced = from project in (string[])["ConsentRegistry.Core", "ConsentRegistry.Web", "ConsentRegistry.Tests"]
                        from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, project), "*.cs", SearchOption.AllDirectories)
                        let path = Path.GetRelativePath(Checkout.Root, file)
                        where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
                        let named = Namespace().Match(File.ReadAllText(file))
                        where named.Success && named.Groups[1].Value != Path.GetDirectoryName(path)!.Replace(Path.DirectorySeparatorChar, '.')
                        select path;

        Assert.Empty(misplaced);
    }

    // What a migration mentions is what stood there when it was made.
    private static bool IsGenerated(IType type) => type.Namespace.FullName.Contains(".Migrations", StringComparison.Ordinal);

    private static int FloorOf(IType type)
    {
        var parts = type.Namespace?.FullName.Split('.') ?? [];
        return parts is ["ConsentRegistry", "Core", var folder, ..] ? Array.IndexOf(FromTheGround, folder) : -1;
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
