using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>Starts, schedules, pauses, resumes and calls off a campaign. Workers obey before their next message.</summary>
public sealed class StartCampaign(
    RegistryWriter writer, CampaignSignals signals, SendingLock sendingLock, SmtpOptions smtp, PublicOptions publicOptions, TimeProvider time)
{
    /// <summary>Begins now. The job takes over from here.</summary>
    /// <param name="campaign">Which one.</param>
    /// <param name="seen">The revision shown to the operator: a draft that was changed since then is not started. Null where none was shown.</param>
    public Task<Result<CampaignState>> StartAsync(Guid campaign, int? seen = null, CancellationToken cancellation = default) => MoveAsync(
        campaign,
        each => each.State is not (CampaignState.Draft or CampaignState.Scheduled) ? Refusal.CampaignUnderWay
            : IsAnother(each, seen) ? Refusal.ChangedMeanwhile
            : Ready(each),
        each =>
        {
            each.State = CampaignState.Preparing;
            each.StartedAt = time.GetUtcNow();
            each.ScheduledAt = null;
        },
        cancellation);

    /// <summary>Starts automatically at a later instant.</summary>
    /// <param name="campaign">Which one.</param>
    /// <param name="at">When; later than now.</param>
    /// <param name="seen">As for <see cref="StartAsync"/>.</param>
    public Task<Result<CampaignState>> ScheduleAsync(Guid campaign, DateTimeOffset at, int? seen = null, CancellationToken cancellation = default) => MoveAsync(
        campaign,
        each => each.State is not (CampaignState.Draft or CampaignState.Scheduled) ? Refusal.CampaignUnderWay
            : IsAnother(each, seen) ? Refusal.ChangedMeanwhile
            : at <= time.GetUtcNow() ? Refusal.InPast
            : Ready(each),
        each => (each.State, each.ScheduledAt) = (CampaignState.Scheduled, at.ToUniversalTime()),
        cancellation);

    /// <summary>Takes a planned start back: the campaign is a draft again.</summary>
    public Task<Result<CampaignState>> UnscheduleAsync(Guid campaign, CancellationToken cancellation = default) => MoveAsync(
        campaign,
        each => each.State == CampaignState.Scheduled ? null : Refusal.CampaignNotPlanned,
        each => (each.State, each.ScheduledAt) = (CampaignState.Draft, null),
        cancellation);

    public Task<Result<CampaignState>> PauseAsync(Guid campaign, CancellationToken cancellation = default) => MoveAsync(
        campaign,
        each => each.State is CampaignState.Running or CampaignState.Preparing ? null : Refusal.CampaignNotRunning,
        each => (each.State, each.PausedBecause, each.PausedAt) = (CampaignState.Paused, PauseReason.ByOperator, time.GetUtcNow()),
        cancellation);

    public Task<Result<CampaignState>> ResumeAsync(Guid campaign, CancellationToken cancellation = default) => MoveAsync(
        campaign,
        each => each.State == CampaignState.Paused ? Ready(each) : Refusal.CampaignNotRunning,
        // Where gathering was broken off it goes on, and adds only who is missing.
        each => (each.State, each.PausedBecause, each.ResumedAt) = (each.GatheredAt is null ? CampaignState.Preparing : CampaignState.Running, null, time.GetUtcNow()),
        cancellation);

    /// <summary>Calls off what was not handed over; there is no way back.</summary>
    public Task<Result<CampaignState>> CancelAsync(Guid campaign, CancellationToken cancellation = default) => MoveAsync(
        campaign,
        each => each.State is CampaignState.Finished or CampaignState.Cancelled ? Refusal.CampaignNotRunning : null,
        each => (each.State, each.FinishedAt) = (CampaignState.Cancelled, time.GetUtcNow()),
        cancellation);

    private static bool IsAnother(Campaign campaign, int? seen) => seen is { } revision && campaign.Revision != revision;

    private Refusal? Ready(Campaign campaign)
    {
        if (sendingLock.Reason is not null)
        {
            return Refusal.SendingLocked;
        }

        if (campaign.Lacks() is { } lacking)
        {
            return lacking;
        }

        // A link sent over plain HTTP can be read on the way and cannot be relied on as a way out.
        return campaign.Channel == Channel.Email && smtp.IsConfigured && !publicOptions.IsHttps ? Refusal.BaseUrlNotHttps : null;
    }

    private Task<Result<CampaignState>> MoveAsync(
        Guid id, Func<Campaign, Refusal?> check, Action<Campaign> change, CancellationToken cancellation) => writer.WriteAsync<Result<CampaignState>>(
        async write =>
        {
            if (await write.Context.Set<Campaign>().SingleOrDefaultAsync(each => each.Id == id) is not { } campaign)
            {
                return Refusal.CampaignNotFound;
            }

            if (check(campaign) is { } refusal)
            {
                return refusal;
            }

            change(campaign);
            campaign.Revision++;
            if (campaign.State == CampaignState.Cancelled)
            {
                campaign.ProtectedList = null;
                await write.Context.Set<Delivery>()
                    .Where(each => each.CampaignId == id && (each.State == DeliveryState.Queued || each.State == DeliveryState.Deferred || each.State == DeliveryState.Listed))
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.State, DeliveryState.Cancelled));
            }

            signals.Tell(write, campaign);
            return campaign.State;
        },
        cancellation);
}
