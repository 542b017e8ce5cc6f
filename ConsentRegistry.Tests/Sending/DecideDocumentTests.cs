using System.Text.RegularExpressions;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Sending;

/// <summary>What docs/decide.md says is what <c>decide</c> does.</summary>
public sealed partial class DecideDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "decide.md")).ReplaceLineEndings("\n");

    private static readonly List<string> Blocks = [.. Block().Matches(Document).Select(match => match.Groups[1].Value.Replace('\n', ' '))];

    public static TheoryData<string, string> Examples => [.. Blocks.Chunk(2).Select(pair => new TheoryDataRow<string, string>(pair[0], pair[1]))];

    [Fact]
    public void There_are_three_examples() => Assert.Equal(6, Blocks.Count);

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_decided_as_it_stands_there(string facts, string expected)
    {
        using var decisions = new StringWriter();

        DecideFile.Run(new StringReader(facts), decisions, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Trim() + "\n", decisions.ToString());
    }

    [Theory]
    [InlineData("\"ProjectOffer\", \"channel\"", "\"Project\", \"channel\"")]
    [InlineData("\"permissionMonths\": 24", "\"permissionMonths\": 37")]
    [InlineData("\"feedbackDays\": 90", "\"feedbackDays\": 3651")]
    [InlineData("\"dead\": false", "\"dead\": null")]
    [InlineData("\"at\": \"2026-03-16T09:00:00+01:00\"", "\"at\": \"2026-02-30T09:00:00+01:00\"")]
    [InlineData("\"type\": \"OptIn\", \"topic\": \"Projects\"", "\"type\": \"OptIn\"")]
    public void What_the_page_calls_unreadable_is_undetermined(string written, string instead)
    {
        var facts = Blocks[0].Replace(written, instead, StringComparison.Ordinal);
        Assert.NotEqual(Blocks[0], facts);

        Assert.Equal(SendDecision.Undetermined, SendGate.Decide(SendFactsReader.Read(facts)));
    }

    [Fact]
    public void Every_type_of_event_is_named() =>
        Assert.All(Enum.GetNames<SendEventType>(), type => Assert.Contains($"`{type}`", Document, StringComparison.Ordinal));

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
