using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Ledger.Verification;

public sealed class VerifyLedgerTests
{
    [Fact]
    public async Task An_untouched_registry_is_sound()
    {
        await using var registry = await FilledAsync();
        var report = await registry.Get<VerifyLedger>().ExecuteAsync();
        Assert.Empty(report.Findings);
        Assert.True(report is { Events: > 5, Payloads: > 0, Entries: 1, JournalLines: 1 });
    }

    [Theory]
    [InlineData("UPDATE LedgerEvents SET Operator = 'cli:other' WHERE Sequence = 3", "LedgerEvents", 3)]
    [InlineData("UPDATE LedgerEvents SET Facts = replace(Facts, '2026', '2025') WHERE Sequence = 4", "LedgerEvents", 4)]
    [InlineData("UPDATE LedgerEvents SET Type = 'Nonsense' WHERE Sequence = 2", "LedgerEvents", 2)]
    [InlineData("UPDATE LedgerEvents SET EffectiveAt = EffectiveAt + 1 WHERE Sequence = 2", "LedgerEvents", 2)]
    [InlineData("DELETE FROM LedgerEvents WHERE Sequence = 2", "LedgerEvents", 2)]
    [InlineData("DELETE FROM LedgerEvents WHERE Sequence = (SELECT max(Sequence) FROM LedgerEvents)", "LedgerHead", -1)]
    [InlineData("UPDATE LedgerPayloads SET ProtectedPayload = substr(ProtectedPayload, 1, 30) || iif(substr(ProtectedPayload, 31, 1) = x'00', x'01', x'00') || substr(ProtectedPayload, 32)", "LedgerPayloads", -1)]
    [InlineData("UPDATE LedgerPayloads SET Salt = iif(substr(Salt, 1, 1) = x'00', x'01', x'00') || substr(Salt, 2)", "LedgerPayloads", -1)]
    [InlineData("DELETE FROM LedgerPayloads", "LedgerPayloads", -1)]
    [InlineData("DELETE FROM SuppressionEntries", "SuppressionEntries", -1)]
    [InlineData("UPDATE SuppressionEntries SET Key = iif(substr(Key, 1, 1) = x'00', x'01', x'00') || substr(Key, 2)", "journal", 1)]
    [InlineData("UPDATE SuppressionEntries SET Topic = 'Events'", "SuppressionEntries", 1)]
    [InlineData("UPDATE ContactPoints SET ProtectedValue = substr(ProtectedValue, 1, length(ProtectedValue) - 1) || iif(substr(ProtectedValue, -1) = x'00', x'01', x'00')", "ContactPoints", 1)]
    [InlineData("UPDATE ContactPoints SET MailboxIndex = iif(substr(MailboxIndex, 1, 1) = x'00', x'01', x'00') || substr(MailboxIndex, 2)", "ContactPoints", 1)]
    [InlineData("UPDATE People SET ProtectedNotes = x'00'", "People", 1)]
    [InlineData("DELETE FROM Doubts", "Doubts", -1)]
    [InlineData("UPDATE Doubts SET Topic = 'Events'", "Doubts", -1)]
    [InlineData("UPDATE Doubts SET ReceivedAt = ReceivedAt - 1", "Doubts", -1)]
    [InlineData("UPDATE Doubts SET AnsweredAt = ReceivedAt, Answer = 'WasNone'", "Doubts", -1)]
    [InlineData("UPDATE DoubtWords SET ProtectedValue = x'00'", "DoubtWords", 1)]
    [InlineData("UPDATE DoubtWords SET WordIndex = x'00'", "DoubtWords", 1)]
    public async Task A_change_with_a_database_tool_is_found_and_the_row_named(string sql, string table, long row)
    {
        await using var registry = await FilledAsync();
        await registry.CloseAsync();
        Tamper(registry.Folder, sql, withTriggers: false);
        await registry.StartAsync();
        var report = await registry.Get<VerifyLedger>().ExecuteAsync();
        Assert.Contains(report.Findings, finding => finding.Table == table && (row < 0 || finding.Row == row));
    }

    [Theory]
    [InlineData("UPDATE LedgerEvents SET Operator = 'cli:other'")]
    [InlineData("DELETE FROM LedgerEvents")]
    [InlineData("DELETE FROM LedgerPayloads")]
    [InlineData("UPDATE LedgerPayloads SET Salt = x'00'")]
    [InlineData("DELETE FROM SuppressionEntries")]
    [InlineData("UPDATE SuppressionEntries SET Reason = 'HardBounce'")]
    public async Task The_triggers_refuse_it_in_the_first_place(string sql)
    {
        await using var registry = await FilledAsync();
        await registry.CloseAsync();
        var refused = Assert.Throws<SqliteException>(() => Tamper(registry.Folder, sql, withTriggers: true));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        await registry.StartAsync();
    }

    private static async Task<TestRegistry> FilledAsync()
    {
        var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync("an@voorbeeld.example");
        await registry.OptInAsync(person);
        await registry.OptOutAsync("jan@voorbeeld.example");
        var doubt = new NewDoubt(person, null, null, registry.Clock.Now, Guid.CreateVersion7(registry.Clock.Now), "candidates.csv", 2, "Status", "Archived");
        await registry.Get<RegistryWriter>().WriteAsync(write => registry.Get<OpenDoubts>().ExecuteAsync(write, [doubt], TestRegistry.By));
        return registry;
    }

    private static void Tamper(string folder, string sql, bool withTriggers) =>
        TamperedDatabase.Change(Path.Combine(folder, "registry.db"), sql, withTriggers);
}
