using System.Data.Common;
using System.Globalization;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
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
/// Settles by hand what a crash, a lost connection or an older database left unknown: nothing does so automatically (guarantee 6). Who settled it, when and why stands in
/// each delivery.
/// </summary>
public sealed class SettleDelivery(
    IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, RecordHandOvers record, CampaignSignals signals, ProtectedValues values, AuditTrail audit)
{
    private const int AtOnce = 200;

    /// <summary>One delivery; whoever asks for it writes it into the audit trail.</summary>
    /// <param name="delivery">Its id.</param>
    /// <param name="found">What was found out.</param>
    /// <param name="reason">How the operator knows, in words; needed.</param>
    /// <param name="by">The operator.</param>
    /// <returns>The state it has now; <see cref="Refusal.ReasonMissing"/>, or <see cref="Refusal.DeliveryNotUnknown"/>.</returns>
    public async Task<Result<DeliveryState>> ExecuteAsync(Guid delivery, Settlement found, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        await using var context = contexts.CreateDbContext();
        if (await context.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == delivery, cancellation) is not { State: DeliveryState.Unknown } row)
        {
            return Refusal.DeliveryNotUnknown;
        }

        var states = await SettleAsync(row.CampaignId, [delivery], found, reason.Trim(), by, cancellation);
        return states.Count > 0 ? states[0] : Refusal.DeliveryNotUnknown;
    }

    /// <summary>All deliveries of a campaign that are unknown at this moment, in one act with one line in the audit trail. Cut off half-way, it leaves the others unknown.</summary>
    /// <param name="asShown">How many the operator was told of; null for as many as there are.</param>
    /// <returns>
    /// How many were settled; <see cref="Refusal.ReasonMissing"/>, <see cref="Refusal.DeliveryNotUnknown"/> where there is none, or <see cref="Refusal.ChangedMeanwhile"/> where there
    /// are not as many as were shown: what became unknown since was looked up by nobody; <see cref="Refusal.DoneInPart"/> where the storage failed after some were settled.
    /// </returns>
    /// <inheritdoc cref="ExecuteAsync"/>
    public async Task<Result<int>> AllAsync(Guid campaign, Settlement found, string reason, string by, int? asShown = null, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        await using var context = contexts.CreateDbContext();
        var unknown = await context.Set<Delivery>().Where(each => each.CampaignId == campaign && each.State == DeliveryState.Unknown)
            .OrderBy(each => each.Id).Select(each => each.Id).ToListAsync(cancellation);
        if (unknown.Count == 0)
        {
            return Refusal.DeliveryNotUnknown;
        }

        if (asShown is { } shown && shown != unknown.Count)
        {
            return Refusal.ChangedMeanwhile;
        }

        await audit.RecordAsync(by, AuditAction.DeliveriesSettled, campaign, new Dictionary<string, string>
        {
            ["count"] = unknown.Count.ToString(CultureInfo.InvariantCulture),
            ["found"] = found.ToString(),
        });
        var settled = 0;
        foreach (var part in unknown.Chunk(AtOnce))
        {
            try
            {
                settled += (await SettleAsync(campaign, part, found, reason.Trim(), by, cancellation)).Count;
            }
            catch (Exception problem) when (settled > 0 && problem is IOException or DbException or DbUpdateException)
            {
                return Refusal.DoneInPart;
            }
        }

        return settled;
    }

    /// <returns>The states that they have now; those that somebody else settled first are left out.</returns>
    private Task<IReadOnlyList<DeliveryState>> SettleAsync(
        Guid campaignId, IReadOnlyCollection<Guid> deliveries, Settlement found, string reason, string by, CancellationToken cancellation) =>
        writer.WriteAsync<IReadOnlyList<DeliveryState>>(
            async write =>
            {
                var campaign = await write.Context.Set<Campaign>().SingleAsync(each => each.Id == campaignId, cancellation);
                var rows = await write.Context.Set<Delivery>().Where(each => deliveries.Contains(each.Id) && each.State == DeliveryState.Unknown)
                    .OrderBy(each => each.Id).ToListAsync(cancellation);
                foreach (var row in rows)
                {
                    (row.SettledAt, row.SettledBy) = (write.At, by);
                    row.ProtectedSettlement = values.Protect(reason, Delivery.SettlementColumn, row.Id);
                    if (found == Settlement.WasNotSent)
                    {
                        row.State = campaign.State == CampaignState.Cancelled ? DeliveryState.Cancelled : DeliveryState.Queued;
                        continue;
                    }

                    (row.State, row.SentAt) = (DeliveryState.Sent, row.OfferedAt ?? row.DecidedAt);
                    if (row.PersonId is { } person)
                    {
                        await record.RecordNoticeAsync(write, campaign, person, by);
                    }
                }

                if (campaign.State == CampaignState.Finished && rows.Exists(row => row.State == DeliveryState.Queued))
                {
                    // Back to what it was doing, and not to gathering its audience: nobody joins a campaign that had ended.
                    (campaign.State, campaign.FinishedAt) = (CampaignState.Running, null);
                    campaign.GatheredAt ??= write.At;
                    campaign.Revision++;
                    signals.Tell(write, campaign);
                }

                return rows.ConvertAll(row => row.State);
            },
            cancellation);
}
