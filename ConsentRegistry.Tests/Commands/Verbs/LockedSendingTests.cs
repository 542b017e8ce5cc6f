using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>The verbs on a folder whose opt-out journal was lost.</summary>
public sealed class LockedSendingTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync("an@voorbeeld.example");
        await registry.OptOutAsync("jan@voorbeeld.example");
        await registry.CloseAsync();
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task While_sending_is_locked_every_verb_says_so_and_what_to_do_until_it_is_released()
    {
        await DoneAsync("campaign create Java --kind ProjectOffer --offer P-7 --match Java");
        File.Delete(Path.Combine(registry.Folder, "journal", OptOutJournal.FileName));
        const string Locked = "Sending is locked, nothing is handed over: the opt-out journal ends before what the database has taken from it, so lines of it were lost.";

        Assert.Contains(Locked, await DoneAsync("check an@voorbeeld.example --kind ProjectOffer"), StringComparison.Ordinal);
        Assert.Contains(Locked, await DoneAsync("campaign preview Java"), StringComparison.Ordinal);
        Assert.Contains(Locked, await DoneAsync("campaign status Java"), StringComparison.Ordinal);
        Assert.Contains(Locked, await DoneAsync("campaign status"), StringComparison.Ordinal);
        Assert.Contains("\"sendingLocked\":\"JournalLost\"", await DoneAsync("campaign status Java --json"), StringComparison.Ordinal);
        Assert.Equal((1, "Sending is locked: the privacy officer releases it in the web application, or with \"unlock-sending --reason TEXT\".\n"), await RefusedAsync("campaign start Java"));
        Assert.Equal((1, "A reason is needed.\n"), await RefusedAsync("unlock-sending", "--reason", " "));

        Assert.StartsWith("Sending is released.\n", await DoneAsync("unlock-sending --reason Nagekeken"), StringComparison.Ordinal);

        Assert.DoesNotContain("locked", await DoneAsync("campaign preview Java"), StringComparison.Ordinal);
        Assert.Contains("\"sendingLocked\":null", await DoneAsync("campaign status Java --json"), StringComparison.Ordinal);
        Assert.Equal((1, "Sending is not locked: there is nothing to release.\n"), await RefusedAsync("unlock-sending --reason Nagekeken"));
        Assert.Contains("Finished", await DoneAsync("campaign start Java"), StringComparison.Ordinal);
        await registry.StartAsync();
        await using var database = registry.Database();
        Assert.Equal("cli:an", Assert.Single(database.LedgerEvents, each => each.Type == LedgerEventType.SendingLockReleased).Operator);
    }

    private async Task<string> DoneAsync(string line)
    {
        using var caller = new Caller(directory: registry.Folder);
        Assert.Equal(0, await RunAsync(caller, line));
        return caller.Output;
    }

    private async Task<(int? Exit, string Error)> RefusedAsync(string line, params string[] more)
    {
        using var caller = new Caller(directory: registry.Folder);
        return (await RunAsync(caller, line, more), caller.Error);
    }

    private static Task<int?> RunAsync(Caller caller, string line, params string[] more) => new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
        .TryRunAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. more, "--data", "."], caller.Console, TestContext.Current.CancellationToken);
}
