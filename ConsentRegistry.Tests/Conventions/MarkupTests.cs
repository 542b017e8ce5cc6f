using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>What somebody typed is text on every page, because nothing makes markup of text: no component, and no script.</summary>
public sealed class MarkupTests
{
    private static readonly string[] OfComponents = ["MarkupString", "AddMarkupContent"];
    private static readonly string[] OfScripts = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"];

    [Fact]
    public void No_component_makes_markup_of_text_but_the_one_that_draws_a_code() =>
        Assert.Equal(["TwoFactorPage.razor"], FilesWith(OfComponents, "ConsentRegistry.Web", ".cs", ".razor"));

    [Fact]
    public void No_script_of_ours_makes_markup_of_text() => Assert.Empty(FilesWith(OfScripts, "ConsentRegistry.Web/wwwroot", ".js"));

    private static string[] FilesWith(string[] ways, string folder, params string[] extensions) =>
        [.. Checkout.Files(folder, extensions).Where(file => ways.Any(way => File.ReadAllText(file).Contains(way, StringComparison.Ordinal))).Select(file => Path.GetFileName(file))];
}
