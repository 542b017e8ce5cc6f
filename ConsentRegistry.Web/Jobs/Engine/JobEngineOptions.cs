namespace ConsentRegistry.Web.Jobs.Engine;

/// <summary>How the engine runs; the tests are in more of a hurry.</summary>
public sealed record JobEngineOptions
{
    /// <summary>How often a worker looks for a job.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Seconds before the second, third… attempt of a scheduled job that failed; after the last it has failed for good.</summary>
    public IReadOnlyList<int> RetryAfter { get; init; } = [15, 60, 300];
}
