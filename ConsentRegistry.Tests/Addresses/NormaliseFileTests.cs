using System.Text.Json;
using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Tests.Addresses;

public sealed class NormaliseFileTests
{
    [Fact]
    public void Every_sample_vector_comes_out_as_written()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Samples", "addresses.jsonl"));
        using var answers = new StringWriter();
        NormaliseFile.Run(new StringReader(string.Join('\n', lines)), answers);
        var given = answers.ToString().TrimEnd('\n').Split('\n');

        Assert.Equal(60, lines.Length);
        Assert.Equal(lines.Length, given.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            using var expected = JsonDocument.Parse(lines[i]);
            using var answer = JsonDocument.Parse(given[i]);
            Assert.Equal(expected.RootElement.GetProperty("valid").GetBoolean(), answer.RootElement.GetProperty("valid").GetBoolean());
            Assert.Equal(expected.RootElement.GetProperty("exact").GetString(), answer.RootElement.GetProperty("exact").GetString());
            if (expected.RootElement.GetProperty("kind").GetString() == "email")
            {
                Assert.Equal(expected.RootElement.GetProperty("mailbox").GetString(), answer.RootElement.GetProperty("mailbox").GetString());
            }
        }
    }

    [Theory]
    [InlineData("""{"kind":"email","raw":"An+x@A.example"}""", """{"exact":"an+x@a.example","mailbox":"an@a.example","valid":true}""")]
    [InlineData("""{"kind":"phone","raw":"0475123456"}""", """{"exact":"+32475123456","valid":true}""")]
    [InlineData("""{"kind":"phone","raw":null}""", """{"exact":null,"valid":false}""")]
    [InlineData("""{"kind":"fax","raw":"1"}""", """{"exact":null,"mailbox":null,"valid":false}""")]
    [InlineData("""{"kind":"email","raw":"\ud800@a.example"}""", """{"exact":null,"mailbox":null,"valid":false}""")]
    [InlineData("[1]", """{"exact":null,"mailbox":null,"valid":false}""")]
    [InlineData("no json", """{"exact":null,"mailbox":null,"valid":false}""")]
    [InlineData("", """{"exact":null,"mailbox":null,"valid":false}""")]
    public void A_line_is_answered_whatever_it_holds(string line, string answer) => Assert.Equal(answer, NormaliseFile.Answer(line));
}
