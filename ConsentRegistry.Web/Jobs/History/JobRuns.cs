using ConsentRegistry.Web.Jobs.Scheduled;

namespace ConsentRegistry.Web.Jobs.History;

/// <summary>Runs of one job that ended the same way, one after the other, as one line of the history.</summary>
/// <param name="Latest">The latest of them; its end and problem are those of all.</param>
/// <param name="Times">How many, from 1.</param>
/// <param name="Since">When the first of them began.</param>
public sealed record JobRuns(JobRunLine Latest, int Times, DateTimeOffset Since)
{
    // From here on every run is news of its own.
    private static readonly TimeSpan Rare = TimeSpan.FromDays(1);

    /// <summary>Puts runs of a job together until one of them ends otherwise, so that a job of every minute leaves the nightly ones and every failure in sight.</summary>
    /// <param name="runs">The latest first.</param>
    /// <returns>The same order, each line where its latest run stands.</returns>
    public static IReadOnlyList<JobRuns> Of(IEnumerable<JobRunLine> runs)
    {
        var lines = new List<JobRuns>();
        var open = new Dictionary<(string? Name, Guid? Campaign), int>();
        foreach (var run in runs)
        {
            var job = (run.Name, run.Campaign);
            if (IsFrequent(run) && open.TryGetValue(job, out var line) && (lines[line].Latest.End, lines[line].Latest.Problem) == (run.End, run.Problem))
            {
                lines[line] = lines[line] with { Times = lines[line].Times + 1, Since = run.At };
            }
            else
            {
                open[job] = lines.Count;
                lines.Add(new JobRuns(run, 1, run.At));
            }
        }

        return lines;
    }

    private static bool IsFrequent(JobRunLine run) => run.Name is null || JobSchedule.All.FirstOrDefault(job => job.Name == run.Name) is { Every: var every } && every < Rare;
}
