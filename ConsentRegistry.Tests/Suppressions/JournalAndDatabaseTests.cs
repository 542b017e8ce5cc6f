using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Suppressions;

/// <summary>Journal and database when one of them is another than before: no acknowledged no is lost by it (guarantees 4 and 5).</summary>
public sealed class JournalAndDatabaseTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";
    private const string Bea = "bea@voorbeeld.example";
    private const string Cem = "cem@voorbeeld.example";
    private const string Dia = "dia@voorbeeld.example";

    private TestRegistry registry = null!;

    private string Journal => Path.Combine(registry.Folder, "journal", OptOutJournal.FileName);

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task Behind_a_lost_and_released_journal_an_older_database_skips_no_opt_out()
    {
        await registry.CandidateAsync(Cem);
        await registry.OptOutAsync(An);
        var older = await OlderDatabase.TakeAsync(registry);
        await LoseJournalAsync();
        await ReleaseAsync();
        await registry.OptOutAsync(Cem);
        await registry.OptOutAsync(Dia);

        await older.PutBackAsync();
        await registry.StartAsync();

        Assert.Contains(SendingLock.JournalReplaced, registry.Get<SendingLock>().Reasons);
        foreach (var barred in new[] { An, Cem, Dia })
        {
            Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), await registry.DecideAsync(barred));
        }
    }

    [Fact]
    public async Task A_journal_that_is_the_same_and_longer_is_simply_followed()
    {
        await registry.OptOutAsync(An);
        var older = await OlderDatabase.TakeAsync(registry);
        await registry.OptOutAsync(Bea);

        await older.PutBackAsync();
        await registry.StartAsync();

        Assert.DoesNotContain(SendingLock.JournalReplaced, registry.Get<SendingLock>().Reasons);
        Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), await registry.DecideAsync(Bea));
    }

    [Fact]
    public async Task What_only_the_database_knew_is_written_back_into_a_lost_journal()
    {
        var empty = await OlderDatabase.TakeAsync(registry);
        await registry.CandidateAsync(An);
        var bea = await registry.CandidateAsync(Bea);
        await registry.OptOutAsync(An, "topic:Projects");
        await registry.OptOutAsync(Cem);
        await registry.Get<ErasePerson>().ExecuteAsync(bea, TestRegistry.By, EntryPoint.CommandLine);
        Assert.True((await registry.Get<CorrectMistakenEntry>().ExecuteAsync(await EntryOfCemAsync(), "typed wrongly", TestRegistry.By)).IsDone);
        await registry.OptOutAsync(Dia, reason: SuppressionReason.Objection);
        var before = registry.Get<OptOutJournal>().After(0).Select(Told).ToList();

        await LoseJournalAsync();

        Assert.Equal([SendingLock.JournalLost], registry.Get<SendingLock>().Reasons);
        Assert.Equal(before, registry.Get<OptOutJournal>().After(0).Select(Told));
        await ReleaseAsync();
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
        // From the journal alone, as an older database learns it.
        await empty.PutBackAsync();
        await registry.StartAsync();
        Assert.Equal(DecisionCode.TopicOptedOut, (await registry.DecideAsync(An)).Code);
        Assert.Equal(DecisionCode.ErasedSuppressed, (await registry.DecideAsync(Bea)).Code);
        Assert.Equal(DecisionCode.NoticeMissing, (await registry.DecideAsync(Cem)).Code);
        Assert.Equal(DecisionCode.Objected, (await registry.DecideAsync(Dia)).Code);
    }

    [Fact]
    public async Task Verify_says_that_an_act_of_the_database_is_not_in_the_journal()
    {
        await registry.OptOutAsync(An);
        await registry.OptOutAsync(Bea);
        await registry.CloseAsync();
        // Somebody takes the last line away and hides it from the start.
        var lines = await File.ReadAllLinesAsync(Journal, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Journal, lines[0] + "\n", TestContext.Current.CancellationToken);
        TamperedDatabase.Change(Path.Combine(registry.Folder, "registry.db"), "UPDATE RegistryState SET JournalPosition = 0, JournalHash = x''", withTriggers: true);
        await registry.StartAsync();

        var finding = Assert.Single((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);

        Assert.Equal(("journal", 2), (finding.Table, finding.Row));
        Assert.EndsWith("is not in the opt-out journal", finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_damaged_while_the_registry_runs_is_named_too()
    {
        await registry.OptOutAsync(An);
        await registry.OptOutAsync(Bea);
        var lines = await File.ReadAllLinesAsync(Journal, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Journal, lines[0] + "\n" + new string(' ', lines[1].Length) + "\n", TestContext.Current.CancellationToken);

        Assert.Contains(new VerifyFinding("journal", 2, "the line cannot be read: run \"repair-journal\""), (await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
        await registry.OptOutAsync(Cem);

        Assert.Equal([SendingLock.JournalDamaged], registry.Get<SendingLock>().Reasons);
    }

    /// <summary>What a line says apart from where it stands.</summary>
    private static string Told(JournalLine line) => (line with { Number = 0, LedgerSequence = 0, LedgerHash = "" }).ToText();

    private async Task<long> EntryOfCemAsync()
    {
        await using var database = registry.Database();
        var key = registry.Get<SuppressionKeys>().Of(Core.Addresses.Address.Read(Cem)!).ToBytes();
        return await database.SuppressionEntries.Where(entry => entry.Key == key).Select(entry => entry.Id).SingleAsync();
    }

    private async Task LoseJournalAsync()
    {
        await registry.CloseAsync();
        File.Delete(Journal);
        await registry.StartAsync();
    }

    private async Task ReleaseAsync() => Assert.True((await registry.Get<SendingLock>().ReleaseAsync("gone through the mailbox", TestRegistry.By)).IsDone);
}
