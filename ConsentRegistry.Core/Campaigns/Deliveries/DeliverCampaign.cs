using System.Collections.Concurrent;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>The result of some seconds of sending.</summary>
/// <param name="GoOnAt">The instant at which there is more to do, which may be now; null when the campaign ended, was paused or is not due.</param>
public readonly record struct CampaignSlice(DateTimeOffset? GoOnAt)
{
    /// <summary>Nothing was done: another run of the campaign goes on.</summary>
    public static CampaignSlice Refused { get; } = new() { IsRefused = true };

    public bool IsRefused { get; private init; }
}

/// <summary>
/// Runs a campaign as far as it can go now: freezes the audience, then claims, hands over and records until nothing is due, or the
/// campaign is paused or called off. Its checkpoint is the deliveries themselves: it may be killed at any point and run again.
/// </summary>
public sealed partial class DeliverCampaign(
    IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, FreezeAudience freeze, RecoverDeliveries recover, ClaimDeliveries claim, HandOverMail handOver,
    RecordHandOvers record, CampaignSignals signals, SendingLock sendingLock, TimeProvider time, ILogger<DeliverCampaign> log)
{
    /// <summary>Few enough that a crash leaves few unknown, many enough that the disk is not flushed for each.</summary>
    private const int Batch = 16;
    private const int FailuresBeforePause = 20;
    private const double FailureShareBeforePause = 0.05;

    /// <summary>How long to wait before an unreachable mail system is tried again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> turns = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> restingSince = new();
    private readonly ConcurrentDictionary<Guid, CampaignPace> paces = new();

    /// <summary>Runs the campaign as far as it can go now, however long that takes; waits for another run of it to end.</summary>
    /// <returns>The instant at which there is more to do (deferred deliveries); null when the campaign ended, was paused or is not due.</returns>
    public async Task<DateTimeOffset?> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        // A second run would mistake the first run's hand-overs for the remains of a crash.
        var turn = TurnOf(id);
        await turn.WaitAsync(cancellation);
        try
        {
            return await RunAsync(id, WorkSlice.Whole, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>As <see cref="ExecuteAsync"/>, but ends after <paramref name="most"/> once the current message is done, and at once when another run of the campaign is under way.</summary>
    public async Task<CampaignSlice> ExecuteSliceAsync(Guid id, TimeSpan most, CancellationToken cancellation)
    {
        var turn = TurnOf(id);
        if (!await turn.WaitAsync(TimeSpan.Zero, cancellation))
        {
            return CampaignSlice.Refused;
        }

        try
        {
            return new CampaignSlice(await RunAsync(id, WorkSlice.Of(most, time), cancellation));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A slow campaign claims only what it sends in a few seconds, so that progress shows and no decided delivery waits long.</summary>
    private static int BatchOf(Campaign campaign) => campaign.MostPerMinute is { } most ? Math.Clamp(most / 10, 1, Batch) : Batch;

    private SemaphoreSlim TurnOf(Guid id) => turns.GetOrAdd(id, _ => new SemaphoreSlim(1));

    private async Task<DateTimeOffset?> RunAsync(Guid id, WorkSlice slice, CancellationToken cancellation)
    {
        var campaign = await BeginAsync(id, cancellation);
        if (campaign is null)
        {
            return null;
        }

        // Whoever lets it go on knows that the mail system is back.
        if (restingSince.TryGetValue(id, out var since) && since + Rest > time.GetUtcNow() && !(campaign.ResumedAt > since))
        {
            return since + Rest;
        }

        var frozen = campaign.State == CampaignState.Preparing ? await freeze.ExecuteAsync(campaign, slice, cancellation) : FrozenAudience.Whole;
        if (frozen == FrozenAudience.ListGone)
        {
            await MoveAsync(id, CampaignState.Preparing, CampaignState.Paused, PauseReason.ListGone);
            return null;
        }

        if (frozen != FrozenAudience.Whole)
        {
            // If it was paused or called off in between, it is not due any more; if it was resumed since, it is, with the rest of its audience.
            return time.GetUtcNow();
        }

        // Only from the stored state: a pause or call-off in between stays in force.
        await MoveAsync(id, CampaignState.Preparing, CampaignState.Running, null);
        var pace = paces.AddOrUpdate(id, _ => new CampaignPace(campaign.MostPerMinute, time), (_, before) => before.At(campaign.MostPerMinute));
        while (await MayGoOnAsync(id, cancellation))
        {
            if (slice.IsOver || (pace.Wait > slice.Left && await claim.IsAnyDueAsync(id, cancellation)))
            {
                return time.GetUtcNow() + pace.Wait;
            }

            var (allowed, seen) = await claim.ExecuteAsync(campaign, BatchOf(campaign), cancellation);
            if (seen == 0)
            {
                return await EndAsync(id, cancellation);
            }

            if (!await SendAsync(campaign, allowed, pace, slice, cancellation))
            {
                LogResting(id, Rest);
                return (restingSince[id] = time.GetUtcNow()) + Rest;
            }

            if (await HasTooManyFailuresAsync(id, cancellation))
            {
                await MoveAsync(id, CampaignState.Running, CampaignState.Paused, PauseReason.TooManyFailures);
            }
        }

        return null;
    }

    /// <summary>Hands a batch over, one after the other on one connection.</summary>
    /// <returns>False when the mail system could not be reached: then it is better to wait.</returns>
    private async Task<bool> SendAsync(
        Campaign campaign, IReadOnlyList<ClaimedDelivery> allowed, CampaignPace pace, WorkSlice slice, CancellationToken cancellation)
    {
        var left = new Queue<ClaimedDelivery>(allowed);
        var results = new List<HandedOver>();
        var isAway = false;
        try
        {
            while (left.TryPeek(out var delivery) && !isAway && !slice.IsOver && pace.Wait <= slice.Left && signals.MayRun(campaign.Id))
            {
                await pace.WaitAsync(cancellation);
                var mayBeOffered = await record.ExecuteAsync(campaign, results, delivery.Id);
                results.Clear();
                results.Add(mayBeOffered ? await handOver.ExecuteAsync(campaign, delivery, cancellation) : new HandedOver(delivery, null));
                left.Dequeue();
                isAway = results[0].Outcome?.Result == HandOverResult.TransportUnavailable;
            }
        }
        finally
        {
            // Deliveries that were not begun go back into the queue, whatever ended the batch.
            results.AddRange(left.Select(delivery => new HandedOver(delivery, null)));
            await record.ExecuteAsync(campaign, results);
        }

        return !isAway;
    }

    private async Task<Campaign?> BeginAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var campaign = await context.Set<Campaign>().AsNoTracking().Include(each => each.Texts).SingleOrDefaultAsync(each => each.Id == id, cancellation);
        if (campaign is { State: CampaignState.Scheduled } && campaign.ScheduledAt <= time.GetUtcNow())
        {
            campaign.State = await MoveAsync(id, CampaignState.Scheduled, CampaignState.Preparing, null);
        }

        if (campaign is not { State: CampaignState.Preparing or CampaignState.Running })
        {
            return null;
        }

        await recover.ExecuteAsync(id, cancellation);
        return campaign;
    }

    private async Task<bool> MayGoOnAsync(Guid id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (sendingLock.Reason is not null)
        {
            await MoveAsync(id, CampaignState.Running, CampaignState.Paused, PauseReason.SendingLocked);
        }

        return signals.MayRun(id);
    }

    private async Task<DateTimeOffset?> EndAsync(Guid id, CancellationToken cancellation)
    {
        if (await NextAttemptAsync(id, cancellation) is { } next)
        {
            return next;
        }

        await MoveAsync(id, CampaignState.Running, CampaignState.Finished, null);
        return null;
    }

    private async Task<DateTimeOffset?> NextAttemptAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<Delivery>().Where(each => each.CampaignId == id && each.State == DeliveryState.Deferred).MinAsync(each => each.NextAttemptAt, cancellation);
    }

    /// <summary>Whether so much goes wrong that the fault is hardly the addressees': refused for good, or lost on the way, before or after the final dot.</summary>
    private async Task<bool> HasTooManyFailuresAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        // Somebody may have paused and resumed it since this run began.
        var resumedAt = await context.Set<Campaign>().Where(each => each.Id == id).Select(each => each.ResumedAt).SingleAsync(cancellation);
        var tried = context.Set<Delivery>().Where(each => each.CampaignId == id && (resumedAt == null || each.DecidedAt >= resumedAt));
        // Their states by themselves first: by these the index finds the few among all that were sent.
        var failed = await tried.Where(each => each.State == DeliveryState.Failed || each.State == DeliveryState.Deferred || each.State == DeliveryState.Unknown).CountAsync(
            each => each.State == DeliveryState.Failed || (each.State == DeliveryState.Deferred && each.LastResult == HandOverResult.LostBeforeFinalDot)
                || (each.State == DeliveryState.Unknown && each.LastResult == HandOverResult.LostAfterFinalDot),
            cancellation);
        return failed >= FailuresBeforePause
            && failed > FailureShareBeforePause * (failed + await tried.CountAsync(each => each.State == DeliveryState.Sent, cancellation));
    }

    /// <summary>Somebody may have put a message back into the queue since the last look (<see cref="SettleDelivery"/>).</summary>
    private static Task<bool> HasWaitingAsync(RegistryWrite write, Guid id) => write.Context.Set<Delivery>().AnyAsync(
        each => each.CampaignId == id && (each.State == DeliveryState.Queued || each.State == DeliveryState.Deferred || each.State == DeliveryState.HandingOver));

    /// <summary>Changes the state only if it is still the expected one: a pause or call-off in between stays in force.</summary>
    private async Task<CampaignState> MoveAsync(Guid id, CampaignState from, CampaignState to, PauseReason? because)
    {
        var moved = await writer.WriteAsync(
            async write =>
            {
                var campaign = await write.Context.Set<Campaign>().SingleAsync(each => each.Id == id);
                if (campaign.State == from && !(to == CampaignState.Finished && await HasWaitingAsync(write, id)))
                {
                    (campaign.State, campaign.PausedBecause) = (to, because);
                    campaign.PausedAt = to == CampaignState.Paused ? write.At : campaign.PausedAt;
                    campaign.StartedAt ??= write.At;
                    campaign.GatheredAt ??= to == CampaignState.Running ? write.At : null;
                    campaign.FinishedAt = to == CampaignState.Finished ? write.At : campaign.FinishedAt;
                    campaign.ProtectedList = to == CampaignState.Finished ? null : campaign.ProtectedList;
                    campaign.Revision++;
                }

                signals.Tell(write, campaign);
                return campaign.State;
            });
        if (because is { } reason && moved == to)
        {
            LogPaused(id, reason);
        }

        return moved;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign {Campaign} is paused: {Reason}.")]
    private partial void LogPaused(Guid campaign, PauseReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign {Campaign} rests for {Rest}: the mail system does not answer as it should.")]
    private partial void LogResting(Guid campaign, TimeSpan rest);
}
