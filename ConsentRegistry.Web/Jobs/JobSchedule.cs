namespace ConsentRegistry.Web.Jobs;

/// <summary>A job that runs by itself, at every start and then once a period.</summary>
/// <param name="Name">Its name in the store and, as <c>Job.{name}</c>, in the texts; never changed.</param>
/// <param name="Type">The thin class that calls the use case.</param>
/// <param name="Every">From the start of one run to the start of the next.</param>
public sealed record JobPeriod(string Name, Type Type, TimeSpan Every);

/// <summary>Every job and its period. Campaigns are not in it: each has a job of its own while it runs (<see cref="CampaignClock"/>).</summary>
public static class JobSchedule
{
    /// <summary>The group of these jobs in the store.</summary>
    public const string Group = "schedule";

    /// <summary>The job that goes on with imports, those begun on the screens too (<see cref="ImportClock"/>).</summary>
    public const string ImportResume = nameof(ImportResume);

    public static IReadOnlyList<JobPeriod> All { get; } =
    [
        new("CountStandings", typeof(CountStandingsJob), TimeSpan.FromDays(1)),
        new("DraftExpiry", typeof(DraftExpiryJob), TimeSpan.FromDays(1)),
        new(ImportResume, typeof(ImportResumeJob), TimeSpan.FromHours(1)),
        new("JournalCatchUp", typeof(JournalCatchUpJob), TimeSpan.FromMinutes(1)),
        new("LedgerAnchor", typeof(LedgerAnchorJob), TimeSpan.FromDays(1)),
    ];
}
