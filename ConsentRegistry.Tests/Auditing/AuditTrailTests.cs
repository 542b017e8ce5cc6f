using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Auditing;

public sealed class AuditTrailTests
{
    private static readonly Guid Person = Guid.Parse("0195a000-0000-7000-8000-000000000001");

    [Fact]
    public async Task What_was_recorded_is_read_back_with_the_newest_first()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var trail = registry.Get<AuditTrail>();
        await trail.RecordAsync("operator-1", AuditAction.PeopleSearched, details: new Dictionary<string, string> { ["found"] = "3" });
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await trail.RecordAsync("operator-2", AuditAction.PersonViewed, Person);

        var page = await registry.Get<AuditQueries>().ListAsync(new AuditFilter());

        Assert.Equal(2, page.Total);
        Assert.Equal([(2L, "operator-2", AuditAction.PersonViewed, Person), (1L, "operator-1", AuditAction.PeopleSearched, null)],
            page.Rows.Select(entry => (entry.Sequence, entry.Operator, entry.Action, entry.Subject)));
        Assert.Equal("{\"found\":\"3\"}", page.Rows[1].Details);
        Assert.Equal(registry.Clock.Now, page.Rows[0].At);
    }

    [Fact]
    public async Task A_hundred_at_once_are_all_there_in_one_unbroken_chain_after_a_restart()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var trail = registry.Get<AuditTrail>();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => trail.RecordAsync($"operator-{i}", AuditAction.PersonViewed, Person))));

        await registry.ReopenAsync();
        var report = await registry.Get<VerifyAudit>().ExecuteAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(100, report.Entries);
        Assert.Equal(100, (await registry.Get<AuditQueries>().OperatorsAsync()).Count);
    }

    [Fact]
    public async Task A_filter_finds_by_operator_act_subject_and_day()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var trail = registry.Get<AuditTrail>();
        await trail.RecordAsync("operator-1", AuditAction.PersonViewed, Person);
        await trail.RecordAsync("operator-1", AuditAction.PersonEdited, Person);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await trail.RecordAsync("operator-2", AuditAction.PersonViewed);

        var today = new DateOnly(2026, 3, 16);
        Assert.Equal(2, await CountAsync(new AuditFilter { Operator = "operator-1" }));
        Assert.Equal(2, await CountAsync(new AuditFilter { Action = AuditAction.PersonViewed }));
        Assert.Equal(2, await CountAsync(new AuditFilter { Subject = Person }));
        Assert.Equal(2, await CountAsync(new AuditFilter { Until = today }));
        Assert.Equal(1, await CountAsync(new AuditFilter { From = today.AddDays(1) }));
        Assert.Equal(0, await CountAsync(new AuditFilter { From = today.AddDays(2) }));

        async Task<int> CountAsync(AuditFilter filter) => (await registry.Get<AuditQueries>().ListAsync(filter)).Total;
    }

    [Fact]
    public async Task A_page_is_a_part_of_the_whole()
    {
        await using var registry = await TestRegistry.OpenAsync();
        for (var i = 0; i < 7; i++)
        {
            await registry.Get<AuditTrail>().RecordAsync("operator-1", AuditAction.AddressChecked);
        }

        var page = await registry.Get<AuditQueries>().ListAsync(new AuditFilter { Skip = 5, Take = 5 });

        Assert.Equal([2L, 1L], page.Rows.Select(entry => entry.Sequence));
        Assert.Equal(7, page.Total);
    }

    [Fact]
    public async Task What_cannot_be_written_throws_and_leaves_the_chain_whole()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var trail = registry.Get<AuditTrail>();
        await trail.RecordAsync("operator-1", AuditAction.PersonViewed);

        await Assert.ThrowsAnyAsync<Exception>(() => trail.RecordAsync(null!, AuditAction.PersonViewed));
        await trail.RecordAsync("operator-1", AuditAction.PersonEdited);

        var report = await registry.Get<VerifyAudit>().ExecuteAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(2, report.Entries);
    }
}
