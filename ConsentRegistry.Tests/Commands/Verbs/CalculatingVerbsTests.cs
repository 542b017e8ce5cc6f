using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>The verbs that need no folder: what they calculate is tested with the calculation, here is how they are called.</summary>
public sealed class CalculatingVerbsTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("deadlines 2026-03-05", "", """{"received":"2026-03-05","nominal1":"2026-04-05","legal1":"2026-04-07","internal":"2026-04-03","alarm":"2026-03-27","policyDueNominal":"2026-05-05","policyDue":"2026-05-05","legalMax":"2026-06-05"}""")]
    [InlineData("deadlines 2026-03-05 --json", "", """{"received":"2026-03-05","nominal1":"2026-04-05","legal1":"2026-04-07","internal":"2026-04-03","alarm":"2026-03-27","policyDueNominal":"2026-05-05","policyDue":"2026-05-05","legalMax":"2026-06-05"}""")]
    [InlineData("normalise -", """{"kind": "phone", "raw": "0475/12.34.56"}""", """{"exact":"+32475123456","valid":true}""")]
    [InlineData("normalise - --quiet", """{"kind": "email", "raw": "A.n+x@Gmail.com"}""", """{"exact":"a.n+x@gmail.com","mailbox":"an@gmail.com","valid":true}""")]
    [InlineData("decide -", "no json", """{"id": null, "verdict": "Block", "code": "Undetermined", "rule": "G-01"}""")]
    public async Task They_answer_and_make_no_folder(string line, string input, string expected)
    {
        using var caller = new Caller(input, place.Path);

        Assert.Equal(0, await RunAsync(caller, line));

        Assert.Equal(expected + "\n", caller.Output);
        Assert.Empty(Directory.GetFileSystemEntries(place.Path));
    }

    [Fact]
    public async Task They_read_a_file_of_the_callers_directory()
    {
        await File.WriteAllLinesAsync(Path.Combine(place.Path, "facts.jsonl"), ["{}", "", "{\"id\": \"b\"}"], TestContext.Current.CancellationToken);
        using var caller = new Caller(directory: place.Path);

        Assert.Equal(0, await RunAsync(caller, "decide facts.jsonl"));
        Assert.Equal(3, caller.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("decide nosuch.jsonl")]
    [InlineData("normalise nosuch.jsonl")]
    public async Task A_file_that_is_not_there_is_refused(string line)
    {
        using var caller = new Caller(directory: place.Path);

        Assert.Equal(1, await RunAsync(caller, line));
        Assert.Equal($"{Path.Combine(place.Path, "nosuch.jsonl")} cannot be read: there is no such file.\n", caller.Error);
    }

    [Theory]
    [InlineData("deadlines 2026-02-29", 2)]
    [InlineData("deadlines 9999-01-01", 1)]
    [InlineData("deadlines 9998-12-31", 0)]
    [InlineData("deadlines", 2)]
    public async Task A_day_that_does_not_exist_is_wrong_usage(string line, int expected)
    {
        using var caller = new Caller(directory: place.Path);

        Assert.Equal(expected, await RunAsync(caller, line));
    }

    private static Task<int?> RunAsync(Caller caller, string line) =>
        new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, new TestClock()).TryRunAsync(line.Split(' '), caller.Console, TestContext.Current.CancellationToken);
}
