using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>The result of one hand-over; <paramref name="Outcome"/> is null when the last look said no and nothing was started.</summary>
/// <param name="At">When the mail system answered; null when nothing was started.</param>
public sealed record HandedOver(ClaimedDelivery Delivery, HandOverOutcome? Outcome, DateTimeOffset? At = null);

/// <summary>
/// Hands one mail over. Everything that takes time is spoken before; then, holding the gate lock shared, one last look at what the decision
/// stood on, and <c>DATA</c> or the rename. A bar that was acknowledged before is seen; one that comes later comes too late for this one
/// message and for no other (guarantee 2).
/// </summary>
public sealed class HandOverMail(
    MailTransport transport, CampaignMessage message, SendFactsLoader loader, GateSettingsStore settings, CampaignSignals signals, SendingLock sendingLock,
    GateLock gate, TimeProvider time)
{
    public async Task<HandedOver> ExecuteAsync(Campaign campaign, ClaimedDelivery delivery, CancellationToken cancellation)
    {
        OutgoingMail mail;
        try
        {
            mail = message.Compose(campaign, delivery.Id, delivery.Address, delivery.Person, delivery.Site, delivery.MatchReason, time.GetUtcNow());
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            // A mail that cannot be composed must not hold up the others.
            return new HandedOver(delivery, new HandOverOutcome(HandOverResult.Failed, HandOverStep.Content, Text: nameof(OwnReply.MessageNotWritten)));
        }

        var preparation = await transport.PrepareAsync(mail, cancellation);
        if (preparation.Ready is not { } ready)
        {
            return new HandedOver(delivery, preparation.Outcome);
        }

        await using (ready)
        {
            var started = gate.HandOver(() =>
            {
                if (!signals.MayRun(campaign.Id) || sendingLock.Reason is not null || settings.Current.Version != delivery.Facts.SettingsVersion
                    || loader.VersionNow(delivery.Address, delivery.Facts.People) != delivery.Facts.Version)
                {
                    return false;
                }

                ready.Start();
                return true;
            });
            if (started)
            {
                return new HandedOver(delivery, await FinishAsync(ready, cancellation), time.GetUtcNow());
            }

            await ready.AbandonAsync();
            return new HandedOver(delivery, null);
        }
    }

    /// <summary>Whatever goes wrong from here on, the mail may have been sent: never "not begun" (guarantee 6).</summary>
    private static async Task<HandOverOutcome> FinishAsync(PreparedHandOver started, CancellationToken cancellation)
    {
        try
        {
            return await started.FinishAsync(cancellation);
        }
        catch (Exception)
        {
            return new HandOverOutcome(HandOverResult.LostAfterFinalDot, HandOverStep.Content, Fault: TransportFault.ConnectionLost);
        }
    }
}
