using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>What an operator found out about a delivery of which nobody knew whether it went.</summary>
public enum Settlement
{
    /// <summary>The mail system has it: it counts as sent, with the notice that it carried.</summary>
    WasSent = 1,

    /// <summary>The mail system never had it: it is queued and decided anew, like any other.</summary>
    WasNotSent = 2,
}

/// <summary>
/// Settles by hand a delivery that a crash or a lost connection left unknown: nothing does so automatically (guarantee 6). Who settled it, when
/// and why stands in the delivery.
/// </summary>
public sealed class SettleDelivery(RegistryWriter writer, RecordHandOvers record, CampaignSignals signals, ProtectedValues values)
{
    /// <param name="delivery">Its id.</param>
    /// <param name="found">What was found out.</param>
    /// <param name="reason">How the operator knows, in words; needed.</param>
    /// <param name="by">The operator.</param>
    /// <returns>The state it has now.</returns>
    public async Task<Result<DeliveryState>> ExecuteAsync(Guid delivery, Settlement found, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        Guid? resumed = null;
        var settled = await writer.WriteAsync<Result<DeliveryState>>(
            async write =>
            {
                if (await write.Context.Set<Delivery>().SingleOrDefaultAsync(each => each.Id == delivery, cancellation) is not { State: DeliveryState.Unknown } row)
                {
                    return Refusal.DeliveryNotUnknown;
                }

                var campaign = await write.Context.Set<Campaign>().SingleAsync(each => each.Id == row.CampaignId, cancellation);
                (row.SettledAt, row.SettledBy) = (write.At, by);
                row.ProtectedSettlement = values.Protect(reason.Trim(), Delivery.SettlementColumn, row.Id);
                if (found == Settlement.WasSent)
                {
                    (row.State, row.SentAt) = (DeliveryState.Sent, row.OfferedAt ?? row.DecidedAt);
                    if (row.PersonId is { } person)
                    {
                        await record.RecordNoticeAsync(write, campaign, person, by);
                    }

                    return row.State;
                }

                row.State = campaign.State == CampaignState.Cancelled ? DeliveryState.Cancelled : DeliveryState.Queued;
                if (campaign.State == CampaignState.Finished)
                {
                    // Back to what it was doing, and not to gathering its audience: nobody joins a campaign that had ended.
                    (campaign.State, campaign.FinishedAt) = (CampaignState.Running, null);
                    campaign.Revision++;
                    resumed = campaign.Id;
                }

                return row.State;
            },
            cancellation);
        if (resumed is { } id)
        {
            signals.Set(id, CampaignState.Running);
        }

        return settled;
    }
}
