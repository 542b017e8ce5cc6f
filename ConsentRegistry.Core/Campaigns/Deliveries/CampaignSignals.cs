using System.Collections.Concurrent;
using ConsentRegistry.Core.Suppressions.Index;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>Tells running workers at once that their campaign was paused or called off; they look under the gate lock before each message.</summary>
public sealed class CampaignSignals(GateLock gate)
{
    private readonly ConcurrentDictionary<Guid, CampaignState> states = new();

    /// <summary>Whether the campaign may hand over. Read inside the gate lock.</summary>
    public bool MayRun(Guid campaign) => states.GetValueOrDefault(campaign) == CampaignState.Running;

    internal void Set(Guid campaign, CampaignState state) => gate.Publish(() => states[campaign] = state);
}
