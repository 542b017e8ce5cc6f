using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Jobs.Scheduled;
using ConsentRegistry.Web.Jobs.Slices;
using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;

namespace ConsentRegistry.Web.Jobs.History;

/// <summary>Writes down each run beside the engine's own records, which it forgets with the job, and knows what runs at this moment.</summary>
public sealed partial class JobHistory(JobStore store, JobStop stop, TimeProvider time, ILogger<JobHistory> log) : IServerFilter, IApplyStateFilter
{
    internal const string Campaigns = "campaigns";

    /// <summary>The key of the set of those whose last decided run failed for good; tries and stops in between decide nothing.</summary>
    internal const string Failing = "failing";

    private const int KeptEach = 200;
    private const int LongestProblem = 500;

    /// <summary>The engine's own record of a job that went well serves nobody for longer.</summary>
    private static readonly TimeSpan RecordKept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Run> running = new();

    /// <summary>What runs now: the name of a scheduled job or the id of a campaign, and since when.</summary>
    public IReadOnlyList<(string? Name, Guid? Campaign, DateTimeOffset Since)> Running => [.. running.Values.Select(run => (run.Name, run.Campaign, run.At))];

    /// <summary>The key of the list of runs: a job's own, one for all campaigns.</summary>
    internal static string RunsOf(string name) => $"runs:{name}";

    /// <summary>The key of that run.</summary>
    internal static string FailureOf(string subject) => $"failure:{subject}";

    /// <summary>The key of the counts of a job.</summary>
    internal static string CountsOf(string name) => $"run-counts:{name}";

    public void OnPerforming(PerformingContext context)
    {
        var job = context.BackgroundJob.Job;
        // A job that the engine takes up a second time while it runs is still the first one.
        running.TryAdd(context.BackgroundJob.Id, new Run(
            JobSchedule.All.FirstOrDefault(period => period.Job.Type == job.Type)?.Name, job.Args.OfType<Guid>().Cast<Guid?>().FirstOrDefault(), time.GetUtcNow(), time.GetTimestamp()));
    }

    public void OnPerformed(PerformedContext context)
    {
        if (!running.TryGetValue(context.BackgroundJob.Id, out var run))
        {
            return;
        }

        run.IsDecided = context.Result is not false;
        (run.Took, run.IsOver) = (time.GetElapsedTime(run.Begun), true);
        run.Problem = context.Exception is JobPerformanceException { InnerException: { } inner } ? inner : context.Exception;
        if (run.Problem is JobAbortedException || (!run.IsDecided && stop.Token.IsCancellationRequested) || (run.Problem is OperationCanceledException && context.CancellationToken.ShutdownToken.IsCancellationRequested))
        {
            // The server stops and puts the job back; no state tells of it.
            Ended(context.BackgroundJob.Id, JobEnd.Stopped);
        }
    }

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        context.JobExpirationTimeout = RecordKept;
        if (running.TryGetValue(context.BackgroundJob.Id, out var run) && run.IsOver)
        {
            var end = context.NewState switch
            {
                SucceededState => JobEnd.Succeeded,
                FailedState => JobEnd.Failed,
                DeletedState => JobEnd.Stopped,
                _ => JobEnd.Retrying,
            };
            Ended(context.BackgroundJob.Id, end);
        }
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
    }

    private void Ended(string id, JobEnd end)
    {
        if (!running.TryRemove(id, out var run))
        {
            return;
        }

        var problem = end is JobEnd.Failed or JobEnd.Retrying ? run.Problem?.Message : null;
        try
        {
            Write(new StoredRun(run.Name, run.Campaign, run.At, run.Took, end, problem?[..Math.Min(problem.Length, LongestProblem)]), run.IsDecided);
        }
        catch (Exception trouble)
        {
            // What is missing here is a line of history; the job has done its work.
            LogNotWritten(trouble.GetType().Name);
        }
    }

    private void Write(StoredRun run, bool isDecided)
    {
        var name = run.Name ?? Campaigns;
        using var connection = store.Storage.GetConnection();
        using var transaction = connection.CreateWriteTransaction();
        var counts = connection.GetAllEntriesFromHash(CountsOf(name)) ?? [];
        transaction.SetRangeInHash(CountsOf(name), [Counted(counts, nameof(JobCounts.Runs), 1), Counted(counts, nameof(JobCounts.Failures), run.End == JobEnd.Failed ? 1 : 0)]);
        transaction.InsertToList(RunsOf(name), JsonSerializer.Serialize(run));
        transaction.TrimList(RunsOf(name), 0, KeptEach - 1);
        if (run.End == JobEnd.Failed)
        {
            transaction.AddToSet(Failing, SubjectOf(run));
            transaction.SetRangeInHash(FailureOf(SubjectOf(run)), [new(nameof(StoredRun), JsonSerializer.Serialize(run))]);
        }
        else if (run.End == JobEnd.Succeeded && isDecided)
        {
            transaction.RemoveFromSet(Failing, SubjectOf(run));
            transaction.RemoveHash(FailureOf(SubjectOf(run)));
        }

        transaction.Commit();
    }

    private static string SubjectOf(StoredRun run) => run.Name ?? $"{run.Campaign}";

    private static KeyValuePair<string, string> Counted(Dictionary<string, string> counts, string what, int more) =>
        new(what, (JobCounts.Read(counts, what) + more).ToString(CultureInfo.InvariantCulture));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A run could not be written into the history of jobs ({Problem}).")]
    private partial void LogNotWritten(string problem);

    private sealed class Run(string? name, Guid? campaign, DateTimeOffset at, long begun)
    {
        public string? Name { get; } = name;

        public Guid? Campaign { get; } = campaign;

        public DateTimeOffset At { get; } = at;

        public long Begun { get; } = begun;

        public TimeSpan Took { get; set; }

        /// <summary>Whether its going well says that all is well: not when a successor goes on, or another run was met.</summary>
        public bool IsDecided { get; set; } = true;

        /// <summary>The job has come back; the engine decides next what that means.</summary>
        public bool IsOver { get; set; }

        public Exception? Problem { get; set; }
    }
}

/// <summary>One run as it is stored.</summary>
internal sealed record StoredRun(string? Name, Guid? Campaign, DateTimeOffset At, TimeSpan Took, JobEnd End, string? Problem);

/// <summary>How often a job ran since the store was made.</summary>
internal readonly record struct JobCounts(long Runs, long Failures)
{
    public static JobCounts Of(Dictionary<string, string>? stored) => stored is null ? default : new(Read(stored, nameof(Runs)), Read(stored, nameof(Failures)));

    public static long Read(Dictionary<string, string> stored, string what) =>
        long.TryParse(stored.GetValueOrDefault(what), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
