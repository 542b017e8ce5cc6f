using System.Collections.Concurrent;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Suppressions.Index;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>Tells running workers at once that their campaign was paused or called off; they look under the gate lock before each message.</summary>
public sealed class CampaignSignals(GateLock gate)
{
    private readonly ConcurrentDictionary<Guid, CampaignState> states = new();

    /// <summary>Whether the campaign may hand over. Read inside the gate lock.</summary>
    public bool MayRun(Guid campaign) => states.GetValueOrDefault(campaign) == CampaignState.Running;

    /// <summary>Makes the state known that the transaction gives the campaign, before any other transaction begins: the last one told is the last one stored.</summary>
    internal void Tell(RegistryWrite write, Campaign campaign)
    {
        var (id, state) = (campaign.Id, campaign.State);
        write.AfterCommit(() => Set(id, state));
    }

    internal void Set(Guid campaign, CampaignState state) => gate.Publish(() => states[campaign] = state);
}
