using System.Collections.Concurrent;

namespace ConsentRegistry.Core.Campaigns.Checks;

/// <summary>The checks made on a saved draft since its last change.</summary>
/// <param name="Count">The last count of who would get it; null when there was none.</param>
/// <param name="CountedAt">When that was.</param>
/// <param name="TestedAt">When a test of its mail was last taken by the mail system; null when none was.</param>
public sealed record DraftCheckState(CampaignPreview? Count = null, DateTimeOffset? CountedAt = null, DateTimeOffset? TestedAt = null)
{
    public static DraftCheckState None { get; } = new();
}

/// <summary>
/// Remembers counts and tests of drafts, to guide whoever sends them. Held in memory: it goes with each change of the draft and with the end
/// of the program, and decides nothing.
/// </summary>
public sealed class DraftChecks(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, (int Since, DraftCheckState State)> kept = new();

    /// <param name="campaign">The draft as shown; nothing is remembered about a version that was changed since.</param>
    public DraftCheckState Of(Campaign campaign) =>
        kept.TryGetValue(campaign.Id, out var found) && campaign.Revision >= found.Since ? found.State : DraftCheckState.None;

    internal void Counted(Campaign campaign, CampaignPreview count) =>
        Keep(campaign, found => found with { Count = count, CountedAt = time.GetUtcNow() });

    internal void Tested(Campaign campaign) => Keep(campaign, found => found with { TestedAt = time.GetUtcNow() });

    /// <summary>The draft changes with this version; planning its start does not change it.</summary>
    internal void Changed(Campaign campaign) => kept[campaign.Id] = (campaign.Revision, DraftCheckState.None);

    /// <summary>A check of an older version that ends only now says nothing about this one.</summary>
    private void Keep(Campaign campaign, Func<DraftCheckState, DraftCheckState> change) => kept.AddOrUpdate(
        campaign.Id,
        _ => (campaign.Revision, change(DraftCheckState.None)),
        (_, found) => campaign.Revision < found.Since ? found : found with { State = change(found.State) });
}
