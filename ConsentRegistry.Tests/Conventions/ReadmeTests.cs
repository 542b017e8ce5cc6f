using System.Text.RegularExpressions;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>The first screen of README keeps its promises: two commands, a picture, and a table that leads somewhere.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));

    [Fact]
    public void Every_path_of_the_table_Where_is_exists()
    {
        var paths = TableRow().Matches(Section("Where is…")).SelectMany(row => Code().Matches(row.Groups["where"].Value))
            .Select(path => path.Groups[1].Value).ToList();

        Assert.True(paths.Count >= 10, "The table is not read any more.");
        Assert.DoesNotContain(paths, path => !Path.Exists(Path.Combine(Checkout.Root, path)));
    }

    [Fact]
    public void Every_row_of_the_table_names_a_path() =>
        Assert.DoesNotContain(TableRow().Matches(Section("Where is…")), row => !Code().IsMatch(row.Groups["where"].Value));

    [Theory]
    [InlineData("dotnet run --project ConsentRegistry.Web")]
    [InlineData("dotnet test")]
    public void The_two_commands_stand_there_alone_on_a_line(string command) =>
        Assert.Contains($"    {command}", Readme.Split('\n').TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)));

    [Fact]
    public void Every_picture_and_every_link_to_a_file_exists() =>
        Assert.DoesNotContain(Link().Matches(Readme), link => !File.Exists(Path.Combine(Checkout.Root, link.Groups[1].Value)));

    private static string Section(string title) =>
        Readme.Split("\n## ").Single(section => section.StartsWith(title, StringComparison.Ordinal));

    // The line of dashes under the head of the table is none.
    [GeneratedRegex(@"^\| (?!what )[^|]+ \| (?<where>[^|]+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Link();
}
