using ConsentRegistry.Web.Jobs.Slices;
using Hangfire.Common;

namespace ConsentRegistry.Web.Jobs.Scheduled;

/// <summary>A job that runs automatically, at every start and then once a period.</summary>
/// <param name="Name">Its name in the store and, as <c>Job.{name}</c>, in the texts; never changed.</param>
/// <param name="Job">A run of the thin class that calls the use case.</param>
/// <param name="Every">From one run to the next.</param>
/// <param name="At">The same as a cron expression, in Brussels time.</param>
public sealed record JobPeriod(string Name, Job Job, TimeSpan Every, string At)
{
    internal static JobPeriod Of<TJob>(string name, TimeSpan every, string at)
        where TJob : ScheduledJob => new(name, Job.FromExpression<TJob>(job => job.RunAsync(CancellationToken.None)), every, at);
}

/// <summary>Every job and its period. Campaigns are not in it: each has its slices while it runs (<see cref="CampaignTurns"/>).</summary>
public static class JobSchedule
{
    /// <summary>The job that goes on with imports, those begun on the screens too (<see cref="ImportPoller"/>).</summary>
    public const string ImportResume = nameof(ImportResume);

    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    public static IReadOnlyList<JobPeriod> All { get; } =
    [
        JobPeriod.Of<CountStandingsJob>("CountStandings", Daily, "10 3 * * *"),
        JobPeriod.Of<DraftExpiryJob>("DraftExpiry", Daily, "20 3 * * *"),
        JobPeriod.Of<ResumeImportsSlice>(ImportResume, TimeSpan.FromHours(1), "0 * * * *"),
        JobPeriod.Of<JobExpiryJob>("JobExpiry", Daily, "40 3 * * *"),
        JobPeriod.Of<JournalCatchUpJob>("JournalCatchUp", TimeSpan.FromMinutes(1), "* * * * *"),
        JobPeriod.Of<LedgerAnchorJob>("LedgerAnchor", Daily, "30 3 * * *"),
        JobPeriod.Of<PickupFolderJob>("PickupFolder", Daily, "50 3 * * *"),
    ];
}
