using System.Text.Json;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary><c>doubts</c> lists what nobody has understood, and answers it.</summary>
public sealed class DoubtsVerbTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";
    private const string Bo = "bo@voorbeeld.example";

    private static readonly Guid Import = new("019cf5d0-0000-7000-8000-0000000000a1");

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        var (an, bo) = (await registry.CandidateAsync(An), await registry.CandidateAsync(Bo, "Bo"));
        registry.Clock.Advance(TimeSpan.FromHours(1));
        NewDoubt[] doubts = [WordOn(an, "Archived", 2), WordOn(bo, "Archived", 3), WordOn(bo, "Nooit meer, vroeg bo@voorbeeld.example\nop 3 maart", 3) with { Channel = Channel.Sms }];
        await registry.Get<RegistryWriter>().WriteAsync(write => registry.Get<OpenDoubts>().ExecuteAsync(write, doubts, TestRegistry.By));
        await registry.CloseAsync();

        NewDoubt WordOn(Guid person, string value, long line) => new(
            person, null, null, registry.Clock.Now, Import, "candidates.csv", line, "Status", value);
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task The_list_has_a_line_for_each_and_one_for_what_is_answered_at_once_and_no_address()
    {
        var lines = (await DoneAsync("doubts")).TrimEnd('\n').Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.EndsWith("  line 2 of candidates.csv: Status = Archived (all)", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("  line 3 of candidates.csv: Status = Archived (all)", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("  line 3 of candidates.csv: Status = Nooit meer, vroeg …@… op 3 maart (channel:Sms)", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("  all 2 of Status = Archived in candidates.csv, to be answered at once", lines[3], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(Guid.TryParse(line.Split(' ')[0], out _)));
        Assert.Equal(3, (await DoneAsync("doubts --quiet")).TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task The_list_is_one_object_with_what_a_script_needs()
    {
        var listed = JsonDocument.Parse(await DoneAsync("doubts --json")).RootElement;

        Assert.Equal(3, listed.GetProperty("open").GetInt32());
        var first = listed.GetProperty("doubts")[0];
        Assert.Equal(
            (Import, "candidates.csv", 2, "Status", "Archived", registry.Clock.Now),
            (first.GetProperty("import").GetGuid(), first.GetProperty("file").GetString(), first.GetProperty("line").GetInt32(), first.GetProperty("header").GetString(),
                first.GetProperty("value").GetString(), first.GetProperty("receivedAt").GetDateTimeOffset()));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (first.GetProperty("topic").ValueKind, first.GetProperty("channel").ValueKind));
        Assert.Equal("Sms", listed.GetProperty("doubts")[2].GetProperty("channel").GetString());
        Assert.Equal(first.GetProperty("word").GetGuid(), listed.GetProperty("doubts")[1].GetProperty("word").GetGuid());
    }

    [Theory]
    [InlineData("no", "They were a no, and are barred from their date on.", "Block OptedOutAll G-08")]
    [InlineData("none", "They were no refusal.", "Allow ContactPermission G-16")]
    public async Task One_is_answered_and_the_others_stay_open(string answer, string said, string decided)
    {
        var id = (await DoneAsync("doubts")).Split(' ')[0];
        Assert.Equal("Block InDoubt G-09", await DecidedAsync(An));

        Assert.Equal($"Unclear refusals answered: 1. {said}\n", await DoneAsync($"doubts --answer {id} {answer} --reason looked-at-it"));

        Assert.Equal(decided, await DecidedAsync(An));
        Assert.Equal("Block InDoubt G-09", await DecidedAsync(Bo));
        Assert.Equal((1, "This unclear refusal has already been answered.\n"), await RefusedAsync($"doubts --answer {id} {answer} --reason again"));
        await DoneAsync("verify");
    }

    [Fact]
    public async Task All_who_have_a_word_are_answered_by_its_id()
    {
        var lines = (await DoneAsync("doubts")).TrimEnd('\n').Split('\n');

        Assert.Equal("{\"answered\":2,\"answer\":\"none\"}\n", await DoneAsync($"doubts --answer {lines[3].Split(' ')[0]} none --reason stage --json"));
        Assert.Equal("{\"answered\":1,\"answer\":\"none\"}\n", await DoneAsync($"doubts --answer {lines[2].Split(' ')[0]} none --reason asked --json"));

        Assert.Equal("No unclear refusal is open.\n", await DoneAsync("doubts"));
        Assert.Equal("{\"open\":0,\"doubts\":[]}\n", await DoneAsync("doubts --json"));
    }

    [Theory]
    [InlineData("doubts --answer 019cf5d0-0000-7000-8000-000000000002 none", 2)]
    [InlineData("doubts --answer 019cf5d0-0000-7000-8000-000000000002 --reason stage", 2)]
    [InlineData("doubts --answer 019cf5d0-0000-7000-8000-000000000002 maybe --reason stage", 2)]
    [InlineData("doubts --answer Archived none --reason stage", 2)]
    [InlineData("doubts none --reason stage", 2)]
    [InlineData("doubts --answer 019cf5d0-0000-7000-8000-000000000002 none --reason stage", 1)]
    public async Task What_is_not_said_whole_is_wrong_usage_and_an_id_of_nothing_is_refused(string line, int expected) =>
        Assert.Equal(expected, (await RefusedAsync(line)).Exit);

    [Fact]
    public async Task An_opt_in_typed_by_staff_answers_no_doubt_and_says_so()
    {
        var said = await DoneAsync($"optin {An} --topic Events --channel Email --at 2026-03-01T10:00:00+01:00");

        Assert.Contains("It does not answer the unclear refusal of 2026-03-16T10:00:00+01:00: nothing on Events goes out by Email until a colleague has ('doubts').", said, StringComparison.Ordinal);
    }

    // By the clock of the test: the verb has that of the machine.
    private async Task<string> DecidedAsync(string address)
    {
        await registry.StartAsync();
        var decision = await registry.DecideAsync(address);
        await registry.CloseAsync();
        return $"{decision.Verdict} {decision.Code} {decision.Rule.Text()}";
    }

    private async Task<string> DoneAsync(string line)
    {
        using var caller = new Caller(directory: registry.Desk);
        var exit = await RunAsync(caller, line);
        Assert.Equal((0, ""), (exit, caller.Error));
        return caller.Output;
    }

    private async Task<(int? Exit, string Error)> RefusedAsync(string line)
    {
        using var caller = new Caller(directory: registry.Desk);
        return (await RunAsync(caller, line), caller.Error);
    }

    private static Task<int?> RunAsync(Caller caller, string line) => new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
        .TryRunAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], caller.Console, TestContext.Current.CancellationToken);
}
