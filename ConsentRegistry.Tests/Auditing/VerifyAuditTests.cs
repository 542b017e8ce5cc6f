using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Tests.Auditing;

public sealed class VerifyAuditTests
{
    [Fact]
    public async Task An_untouched_trail_is_sound()
    {
        await using var registry = await FilledAsync();
        var report = await registry.Get<VerifyAudit>().ExecuteAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(4, report.Entries);
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET Operator = 'somebody' WHERE Sequence = 2", "AuditEntries", 2)]
    [InlineData("UPDATE AuditEntries SET At = At + 1 WHERE Sequence = 3", "AuditEntries", 3)]
    [InlineData("UPDATE AuditEntries SET Action = 'PersonEdited' WHERE Sequence = 3", "AuditEntries", 3)]
    [InlineData("UPDATE AuditEntries SET Action = 'Nonsense' WHERE Sequence = 3", "AuditEntries", 3)]
    [InlineData("UPDATE AuditEntries SET Subject = NULL WHERE Sequence = 4", "AuditEntries", 4)]
    [InlineData("UPDATE AuditEntries SET Details = '{}' WHERE Sequence = 1", "AuditEntries", 1)]
    [InlineData("UPDATE AuditEntries SET Hash = x'00' || substr(Hash, 2) WHERE Sequence = 4", "AuditEntries", 4)]
    [InlineData("DELETE FROM AuditEntries WHERE Sequence = 1", "AuditEntries", 1)]
    [InlineData("DELETE FROM AuditEntries WHERE Sequence = 4", "AuditHead", 4)]
    [InlineData("UPDATE AuditHead SET Sequence = 9", "AuditHead", 5)]
    [InlineData("DELETE FROM AuditHead", "AuditHead", 5)]
    public async Task A_change_with_a_database_tool_is_found_and_the_row_named(string sql, string table, long row)
    {
        await using var registry = await FilledAsync();
        await registry.CloseAsync();
        TamperedDatabase.Change(FileOf(registry), sql, withTriggers: false);
        await registry.StartAsync();

        var report = await registry.Get<VerifyAudit>().ExecuteAsync();

        Assert.Contains(report.Findings, finding => finding.Table == table && finding.Row == row);
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET Operator = 'somebody'")]
    [InlineData("DELETE FROM AuditEntries")]
    [InlineData("UPDATE AuditHead SET Sequence = 1")]
    [InlineData("DELETE FROM AuditHead")]
    public async Task The_triggers_refuse_it_in_the_first_place(string sql)
    {
        await using var registry = await FilledAsync();
        await registry.CloseAsync();
        var refused = Assert.Throws<SqliteException>(() => TamperedDatabase.Change(FileOf(registry), sql, withTriggers: true));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        await registry.StartAsync();
    }

    private static string FileOf(TestRegistry registry) => Path.Combine(registry.Folder, "audit.db");

    private static async Task<TestRegistry> FilledAsync()
    {
        var registry = await TestRegistry.OpenAsync();
        for (var i = 1; i <= 4; i++)
        {
            await registry.Get<AuditTrail>().RecordAsync(
                $"operator-{i}", AuditAction.PersonViewed, Guid.Parse($"0195a000-0000-7000-8000-00000000000{i}"), new Dictionary<string, string> { ["tab"] = "timeline" });
        }

        return registry;
    }
}
