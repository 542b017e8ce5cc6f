using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Crash;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Preferences;

/// <summary>An opt-out that an operator records while the disk of the audit trail is full.</summary>
public sealed class AuditOptOutsTests
{
    private const string An = "an@voorbeeld.example";

    [Fact]
    public async Task It_holds_at_once_and_its_line_comes_when_the_disk_has_room_again()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        Fill(registry);

        await OptOutAsync(registry, EntryPoint.Screen);

        Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), await registry.DecideAsync(An));
        Assert.Empty(await LinesAsync(registry));
        await Assert.ThrowsAnyAsync<Exception>(() => registry.Get<AuditTrail>().RecordAsync(TestRegistry.By, AuditAction.PersonViewed, person));

        MakeRoom(registry);
        await registry.Get<AuditTrail>().WriteLeftAsync();
        var line = Assert.Single(await LinesAsync(registry));
        Assert.Equal((AuditAction.BarRecorded, TestRegistry.By, (Guid?)person), (line.Action, line.Operator, line.Subject));
        Assert.Empty((await registry.Get<VerifyAudit>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_written_is_made_from_the_journal_once()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await OptOutAsync(registry, EntryPoint.Screen);
        var person = await registry.CandidateAsync("jan@voorbeeld.example", "Jan", "Maes");
        Fill(registry);
        await OptOutAsync(registry, EntryPoint.CommandLine, "jan@voorbeeld.example");
        await registry.CloseAsync();
        MakeRoom(registry);

        await registry.StartAsync();
        await registry.ReopenAsync();

        Assert.Equal([person, null], (await LinesAsync(registry)).Select(line => line.Subject));
    }

    [Fact]
    public async Task A_start_waits_for_no_full_disk_either()
    {
        await using var registry = await TestRegistry.OpenAsync();
        Fill(registry);
        await OptOutAsync(registry, EntryPoint.Screen);

        await registry.ReopenAsync();

        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    [Fact]
    public async Task The_persons_own_exit_has_no_line_here()
    {
        await using var registry = await TestRegistry.OpenAsync();

        await OptOutAsync(registry, EntryPoint.OneClick);
        await registry.ReopenAsync();

        Assert.Empty(await LinesAsync(registry));
    }

    [Fact]
    public async Task The_verb_records_it_too_and_another_verb_does_not_run()
    {
        await using var registry = await TestRegistry.OpenAsync();
        Fill(registry);
        await registry.CloseAsync();

        var optOut = await RegistryProcess.RunAsync(registry.Folder, TestContext.Current.CancellationToken, "optout", An, "--data", registry.Folder);
        var check = await RegistryProcess.RunAsync(registry.Folder, TestContext.Current.CancellationToken, "check", An, "--kind", "EventInvitation", "--data", registry.Folder);

        Assert.Equal((0, 1), (optOut.Exit, check.Exit));
        MakeRoom(registry);
        await registry.StartAsync();
        Assert.Single(await LinesAsync(registry));
    }

    private static async Task OptOutAsync(TestRegistry registry, EntryPoint way, string address = An) =>
        Assert.True((await registry.Get<RecordOptOut>().ExecuteAsync(Address.Read(address)!, new NewOptOut(BarScope.Everything) { EntryPoint = way }, TestRegistry.By)).IsDone);

    private static async Task<IReadOnlyList<AuditEntry>> LinesAsync(TestRegistry registry) => (await registry.Get<AuditQueries>().ListAsync(new AuditFilter())).Rows;

    private static void Fill(TestRegistry registry) => TamperedDatabase.RefuseWrites(TrailOf(registry), "AuditEntries");

    private static void MakeRoom(TestRegistry registry) => TamperedDatabase.Execute(TrailOf(registry), "DROP TRIGGER \"FullAuditEntries\"");

    private static string TrailOf(TestRegistry registry) => Path.Combine(registry.Folder, "audit.db");
}
