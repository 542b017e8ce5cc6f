using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using CsCheck;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending.Json;

public class DecideFileTests
{
    private const string Nothing = """{"id": null, "verdict": "Block", "code": "Undetermined", "rule": "G-01"}""";

    [Fact]
    public void A_decision_is_written_in_the_promised_form()
    {
        var line = Line("\"X-1\"");

        Assert.Equal("""{"id": "X-1", "verdict": "Allow", "code": "ContactPermission", "rule": "G-16"}""" + "\n", Run(line));
    }

    [Theory]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"é \\\" \\u0041 \\ud83d\\ude00\"", "\"é \\\" \\u0041 \\ud83d\\ude00\"")]
    [InlineData("null", "null")]
    [InlineData("17", "17")]
    public void An_id_comes_back_as_it_was_given(string id, string expected) =>
        Assert.StartsWith($"{{\"id\": {expected}, \"verdict\": \"Allow\"", Run(Line(id)), StringComparison.Ordinal);

    [Fact]
    public void An_absent_id_comes_back_as_null() =>
        Assert.StartsWith("{\"id\": null, \"verdict\": \"Allow\"", Run(FactsJson.Write(MatchedOffer()).ToJsonString()), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{'id': 'a'}")]
    [InlineData(" ")]
    [InlineData("%PDF-1.7\0")]
    public void A_line_that_is_no_JSON_object_has_no_id_and_is_undetermined(string line) => Assert.Equal(Nothing + "\n", Run(line));

    [Fact]
    public void An_object_that_gives_a_field_twice_keeps_its_id_and_is_undetermined() =>
        Assert.Equal("""{"id": "a", "verdict": "Block", "code": "Undetermined", "rule": "G-01"}""" + "\n", Run(Line("\"a\"")[..^1] + ",\"robinson\":null,\"robinson\":null}"));

    [Theory]
    [InlineData(new byte[] { 0xFF }, false)]
    [InlineData(new byte[] { 0xC3 }, false)]
    [InlineData(new byte[] { 0xC3, 0xA9 }, true)]
    [InlineData(new byte[] { 0xEF, 0xBF, 0xBD }, true)]
    public void A_byte_that_is_no_UTF_8_makes_its_line_undetermined_and_no_other(byte[] offer, bool isText)
    {
        var bytes = Encoding.UTF8.GetBytes(Line("\"a\"").Replace("\"P-7\"", "\"?\"", StringComparison.Ordinal) + "\n" + Line("\"b\""));
        var at = Array.IndexOf(bytes, (byte)'?');
        using var facts = new MemoryStream([0xEF, 0xBB, 0xBF, .. bytes[..at], .. offer, .. bytes[(at + 1)..]]);
        using var decisions = new StringWriter();

        DecideFile.Run(facts, decisions);

        var allowed = """{"id": "b", "verdict": "Allow", "code": "ContactPermission", "rule": "G-16"}""" + "\n";
        Assert.Equal((isText ? allowed.Replace("\"b\"", "\"a\"", StringComparison.Ordinal) : Nothing + "\n") + allowed, decisions.ToString());
    }

    [Fact]
    public void An_object_without_facts_keeps_its_id() =>
        Assert.Equal("""{"id": "a", "verdict": "Block", "code": "Undetermined", "rule": "G-01"}""" + "\n", Run("""{"id": "a"}"""));

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("{}", 1)]
    [InlineData("{}\n", 1)]
    [InlineData("{}\r\n", 1)]
    [InlineData("{}\n\n{}\n", 3)]
    public void Every_line_has_one_answer_and_the_last_line_break_begins_none(string input, int lines)
    {
        var output = new StringWriter();

        Assert.Equal(lines, DecideFile.Run(new StringReader(input), output, TestContext.Current.CancellationToken));
        Assert.Equal(lines, output.ToString().Count(static c => c == '\n'));
    }

    [Fact]
    public void Answers_stand_in_the_order_of_the_questions()
    {
        var input = string.Join('\n', Enumerable.Range(0, 500).Select(static n => n % 7 == 0 ? "no json" : Line($"\"{n}\"")));

        var ids = Run(input).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => (string?)JsonNode.Parse(line)!["id"]).ToArray();

        Assert.Equal(Enumerable.Range(0, 500).Select(static n => n % 7 == 0 ? null : $"{n}"), ids);
    }

    [Fact]
    public void A_spoilt_line_never_throws_and_is_answered()
    {
        var spoilt =
            from line in FactsGenerator.Facts.Select(facts => FactsJson.Write(facts).ToJsonString())
            from place in Gen.Int[0, line.Length - 1]
            from spoiler in Gen.Char["{}[]\",:0x\\é\0"]
            from length in Gen.Int[1, line.Length - 1]
            select (Line: $"{line[..place]}{spoiler}{line[(place + 1)..]}", Length: length);
        spoilt.Sample(
            each =>
            {
                Assert.Equal(Nothing + "\n", Run(each.Line[..each.Length]));
                using var answer = JsonDocument.Parse(Run(each.Line));
                Assert.Equal(["id", "verdict", "code", "rule"], answer.RootElement.EnumerateObject().Select(static member => member.Name));
            },
            iter: 3000);
    }

    [Fact]
    public void A_field_of_another_type_never_turns_block_into_allow_where_it_is_read_first()
    {
        string[] junk = ["null", "{}", "[1]", "-1", "\"\"", "\"Weather\"", "1e400"];
        string[] first = ["at", "settings", "message", "contactPoint", "person"];
        var cases =
            from line in FactsGenerator.Facts.Select(FactsJson.Write)
            from field in FactsGenerator.One(first)
            from value in FactsGenerator.One(junk)
            where (field, value) is not ("settings", "{}")
            select $"{{\"{field}\": {value},{Without(field, line)[1..]}";
        cases.Sample(spoilt => Assert.Equal("Block Undetermined G-01", SendFactsReader.Read(spoilt).Decided()), iter: 2000);
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => DecideFile.Run(new StringReader("{}"), TextWriter.Null, cancelled.Token));
    }

    private static string Without(string field, JsonObject line)
    {
        line.Remove(field);
        return line.ToJsonString();
    }

    private static string Line(string id) => $"{{\"id\": {id}, {FactsJson.Write(MatchedOffer()).ToJsonString()[1..]}";

    private static string Run(string input)
    {
        var output = new StringWriter();
        DecideFile.Run(new StringReader(input), output, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
