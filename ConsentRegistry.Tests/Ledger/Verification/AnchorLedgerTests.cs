using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Ledger.Verification;

public sealed class AnchorLedgerTests
{
    [Fact]
    public async Task An_anchor_stands_in_the_database_and_in_the_file_beside_the_journal()
    {
        await using var registry = await FilledAsync();

        var anchor = await registry.Get<AnchorLedger>().ExecuteAsync();

        await using var context = registry.Database();
        Assert.Equal(anchor!.Ledger, (await context.Set<LedgerAnchor>().SingleAsync()).Sequence);
        Assert.Single(await File.ReadAllLinesAsync(FileOf(registry)));
        Assert.Equal(1, anchor.Audit);
        Assert.Empty((await registry.Get<VerifyAnchors>().ExecuteAsync()).Findings);
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task Where_nothing_moved_there_is_no_second_anchor()
    {
        await using var registry = await FilledAsync();
        await registry.Get<AnchorLedger>().ExecuteAsync();

        Assert.Null(await registry.Get<AnchorLedger>().ExecuteAsync());
        Assert.Single(await File.ReadAllLinesAsync(FileOf(registry)));
    }

    [Fact]
    public async Task A_move_of_the_audit_trail_alone_is_anchored_too()
    {
        await using var registry = await FilledAsync();
        await registry.Get<AnchorLedger>().ExecuteAsync();
        await registry.Get<AuditTrail>().RecordAsync(TestRegistry.By, AuditAction.PersonViewed);

        Assert.Equal(2, (await registry.Get<AnchorLedger>().ExecuteAsync())!.Audit);
    }

    [Fact]
    public async Task An_end_cut_off_the_ledger_together_with_a_fitting_head_is_found()
    {
        await using var registry = await FilledAsync();
        await registry.Get<AnchorLedger>().ExecuteAsync();
        await CutAsync(registry, "registry.db", """
            DELETE FROM LedgerAnchors; DELETE FROM LedgerPayloads WHERE Sequence > 2; DELETE FROM LedgerEvents WHERE Sequence > 2;
            UPDATE LedgerHead SET Sequence = 2, Hash = (SELECT Hash FROM LedgerEvents WHERE Sequence = 2)
            """);

        Assert.Contains((await registry.Get<VerifyAnchors>().ExecuteAsync()).Findings, finding => finding is { Table: "anchors", Row: 1 });
    }

    [Fact]
    public async Task An_end_cut_off_the_audit_trail_together_with_a_fitting_head_is_found()
    {
        await using var registry = await FilledAsync();
        await registry.Get<AuditTrail>().RecordAsync(TestRegistry.By, AuditAction.PersonViewed);
        await registry.Get<AnchorLedger>().ExecuteAsync();
        await CutAsync(registry, "audit.db", """
            DELETE FROM AuditEntries WHERE Sequence = 2;
            UPDATE AuditHead SET Sequence = 1, Hash = (SELECT Hash FROM AuditEntries WHERE Sequence = 1)
            """);

        Assert.Empty((await registry.Get<VerifyAudit>().ExecuteAsync()).Findings);
        Assert.Contains((await registry.Get<VerifyAnchors>().ExecuteAsync()).Findings, finding => finding is { Table: "anchors", Row: 1 });
        Assert.False((await registry.Get<VerifyRegistry>().ExecuteAsync()).IsSound);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public async Task A_file_that_lost_lines_is_found_but_not_one_line_that_a_power_cut_kept_from_it(int linesLeft, bool isFound)
    {
        await using var registry = await FilledAsync();
        for (var i = 0; i < 4; i++)
        {
            await registry.CandidateAsync($"verder{i}@voorbeeld.example", "An", $"Verder{i}");
            await registry.Get<AnchorLedger>().ExecuteAsync();
        }

        var lines = await File.ReadAllLinesAsync(FileOf(registry));
        Assert.Equal(4, lines.Length);
        if (linesLeft == 0)
        {
            File.Delete(FileOf(registry));
        }
        else
        {
            await File.WriteAllLinesAsync(FileOf(registry), lines[^linesLeft..]);
        }

        Assert.Equal(isFound, !(await registry.Get<VerifyRegistry>().ExecuteAsync()).IsSound);
        Assert.Equal(isFound, (await registry.Get<VerifyAnchors>().ExecuteAsync()).Findings.Any(finding => finding.Table == "anchors"));
    }

    [Fact]
    public async Task A_changed_line_is_named_and_a_torn_one_is_cut_before_the_next()
    {
        await using var registry = await FilledAsync();
        await registry.Get<AnchorLedger>().ExecuteAsync();
        await File.AppendAllTextAsync(FileOf(registry), "{\"at\":\"2026");
        Assert.Contains((await registry.Get<VerifyAnchors>().ExecuteAsync()).Findings, finding => finding is { Table: "anchors", Row: 2 });

        await registry.Get<AuditTrail>().RecordAsync(TestRegistry.By, AuditAction.PersonViewed);
        await registry.Get<AnchorLedger>().ExecuteAsync();

        var report = await registry.Get<VerifyAnchors>().ExecuteAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(2, report.Anchors);
    }

    private static string FileOf(TestRegistry registry) => Path.Combine(registry.Folder, "journal", AnchorFile.FileName);

    private static async Task CutAsync(TestRegistry registry, string file, string sql)
    {
        await registry.CloseAsync();
        TamperedDatabase.Change(Path.Combine(registry.Folder, file), sql, withTriggers: false);
        await registry.StartAsync();
    }

    private static async Task<TestRegistry> FilledAsync()
    {
        var registry = await TestRegistry.OpenAsync();
        await registry.OptInAsync(await registry.CandidateAsync("an@voorbeeld.example"));
        await registry.Get<AuditTrail>().RecordAsync(TestRegistry.By, AuditAction.PersonRegistered);
        return registry;
    }
}
