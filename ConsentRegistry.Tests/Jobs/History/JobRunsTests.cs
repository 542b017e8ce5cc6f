using ConsentRegistry.Web.Jobs.History;

namespace ConsentRegistry.Tests.Jobs.History;

public sealed class JobRunsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_job_of_every_minute_is_one_line_among_the_nightly_ones()
    {
        var runs = Enumerable.Range(0, 100).Select(minute => Run("JournalCatchUp", minute)).Append(Run("LedgerAnchor", 600)).Append(Run("LedgerAnchor", 2040));

        Assert.Equal(
            [("JournalCatchUp", 100, Noon, Noon.AddMinutes(-99)), ("LedgerAnchor", 1, Noon.AddMinutes(-600), Noon.AddMinutes(-600)), ("LedgerAnchor", 1, Noon.AddMinutes(-2040), Noon.AddMinutes(-2040))],
            JobRuns.Of(runs).Select(line => (line.Latest.Name!, line.Times, line.Latest.At, line.Since)));
    }

    [Fact]
    public void A_failure_stands_on_its_own_and_keeps_apart_what_went_well_before_and_after()
    {
        var lines = JobRuns.Of(
        [
            Run("JournalCatchUp", 0), Run("ImportResume", 1), Run("JournalCatchUp", 1), Run("JournalCatchUp", 2, JobEnd.Failed, "disk full"),
            Run("JournalCatchUp", 3, JobEnd.Failed, "locked"), Run("JournalCatchUp", 4, JobEnd.Failed, "locked"), Run("JournalCatchUp", 5), Run("ImportResume", 61),
        ]);

        Assert.Equal(
            [
                ("JournalCatchUp", JobEnd.Succeeded, null, 2), ("ImportResume", JobEnd.Succeeded, null, 2), ("JournalCatchUp", JobEnd.Failed, "disk full", 1),
                ("JournalCatchUp", JobEnd.Failed, "locked", 2), ("JournalCatchUp", JobEnd.Succeeded, null, 1),
            ],
            lines.Select(line => (line.Latest.Name!, line.Latest.End, line.Latest.Problem, line.Times)));
    }

    [Fact]
    public void Runs_of_one_campaign_stand_together_and_those_of_two_do_not()
    {
        var (one, other) = (Guid.CreateVersion7(Noon), Guid.CreateVersion7(Noon));
        var lines = JobRuns.Of([Of(one, 0), Of(other, 1), Of(one, 2)]);

        Assert.Equal([(one, 2), (other, 1)], lines.Select(line => (line.Latest.Campaign!.Value, line.Times)));

        static JobRunLine Of(Guid campaign, int minutes) => Run(null, minutes) with { Campaign = campaign };
    }

    private static JobRunLine Run(string? name, int minutesAgo, JobEnd end = JobEnd.Succeeded, string? problem = null) =>
        new(name, null, Noon.AddMinutes(-minutesAgo), TimeSpan.FromMilliseconds(20), end, problem);
}
