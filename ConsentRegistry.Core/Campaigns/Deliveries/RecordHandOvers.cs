using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>
/// Records the results of hand-overs, and what follows: the notice that a mail carried, a dead address, another attempt. The next delivery is
/// written down as offered in the same transaction, before the mail system hears a word of it: after a crash that one alone is unknown.
/// </summary>
public sealed class RecordHandOvers(RegistryWriter writer, RecordBar record, CampaignMessage message, ContactPointCipher cipher, SuppressionIndex index, TimeProvider time)
{
    private const string By = "job:campaign";

    /// <summary>Waits before the second, third… attempt; after the last the delivery has failed.</summary>
    private static readonly TimeSpan[] BackOff =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8)];

    /// <param name="results">What came of those handed over since the last time.</param>
    /// <param name="next">The claimed delivery that is offered next; null for none.</param>
    /// <returns>False when <paramref name="next"/> is not claimed any more, and must not be offered.</returns>
    public async Task<bool> ExecuteAsync(Campaign campaign, IReadOnlyList<HandedOver> results, Guid? next = null)
    {
        // Cannot be cancelled: the mails are sent, so their results must be written.
        var mayBeOffered = await writer.WriteAsync(
            async write =>
            {
                await WriteAsync(write, campaign, results);
                return next is not null && await write.Context.Set<Delivery>().Where(each => each.Id == next && each.State == DeliveryState.HandingOver)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.OfferedAt, write.At)) == 1;
            },
            CancellationToken.None);
        foreach (var dead in results.Where(each => each.Outcome?.Result == HandOverResult.DeadContactPoint))
        {
            await MarkDeadAsync(dead.Delivery);
        }

        return mayBeOffered;
    }

    private async Task WriteAsync(RegistryWrite write, Campaign campaign, IReadOnlyList<HandedOver> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        var ids = results.Select(each => each.Delivery.Id).ToList();
        var calledOff = await write.Context.Set<Campaign>().AnyAsync(each => each.Id == campaign.Id && each.State == CampaignState.Cancelled);
        var rows = await write.Context.Set<Delivery>().Where(each => ids.Contains(each.Id)).ToDictionaryAsync(each => each.Id);
        foreach (var (delivery, outcome, at) in results)
        {
            var row = rows[delivery.Id];
            Apply(row, outcome, at ?? write.At, write.At);
            if (calledOff && row.State is DeliveryState.Queued or DeliveryState.Deferred)
            {
                row.State = DeliveryState.Cancelled;
            }

            if (row.State == DeliveryState.Sent && row.PersonId is { } person)
            {
                await RecordNoticeAsync(write, campaign, person, By);
            }
        }
    }

    private static void Apply(Delivery row, HandOverOutcome? outcome, DateTimeOffset at, DateTimeOffset now)
    {
        row.Reply = outcome?.Text;
        row.LastResult = outcome?.Result ?? row.LastResult;
        switch (outcome?.Result)
        {
            case HandOverResult.Sent:
                (row.State, row.SentAt) = (DeliveryState.Sent, at);
                break;
            case HandOverResult.LostAfterFinalDot:
                row.State = DeliveryState.Unknown;
                break;
            case HandOverResult.DeadContactPoint or HandOverResult.Failed:
                row.State = DeliveryState.Failed;
                break;
            case HandOverResult.Deferred or HandOverResult.LostBeforeFinalDot when row.Attempts > BackOff.Length:
                row.State = DeliveryState.Failed;
                break;
            // Lost before its final dot no mail has gone; offered again at once, the same one would be lost for ever and keep the others from their turn.
            case HandOverResult.Deferred or HandOverResult.LostBeforeFinalDot:
                (row.State, row.NextAttemptAt) = (DeliveryState.Deferred, now + BackOff[row.Attempts - 1]);
                break;
            case HandOverResult.TransportUnavailable:
                // Nobody's fault: it does not count as an attempt.
                row.Attempts--;
                (row.State, row.NextAttemptAt) = (DeliveryState.Deferred, now + BackOff[0]);
                break;
            default:
                // The last look said no, or its turn did not come: decided anew at once.
                row.Attempts--;
                row.State = DeliveryState.Queued;
                break;
        }
    }

    /// <summary>A notice counts as given once it is sent; it is recorded in the same transaction.</summary>
    internal async Task RecordNoticeAsync(RegistryWrite write, Campaign campaign, Guid person, string by)
    {
        LedgerDraft Draft(LedgerEventType type) => new(type, person, write.At, write.At, by)
        {
            ActId = Guid.CreateVersion7(write.At),
            Facts = new EventFacts { Version = message.PolicyVersion, Cause = campaign.Id },
        };
        if (campaign.CarriesNotice)
        {
            await write.Ledger.AppendAsync(Draft(LedgerEventType.NoticeGiven));
        }

        if (campaign.Kind == MessageKind.PolicyNotice)
        {
            await write.Ledger.AppendAsync(Draft(LedgerEventType.PolicyNoticeSent));
        }
    }

    private async Task MarkDeadAsync(ClaimedDelivery delivery)
    {
        if (delivery.Person is null)
        {
            await record.ExecuteAsync(
                [
                    new BarAct(JournalKind.Bar, LedgerEventType.HardBounce, Guid.Empty, [delivery.Address])
                    {
                        ActId = Guid.CreateVersion7(time.GetUtcNow()),
                        Reason = SuppressionReason.HardBounce,
                        ReceivedAt = time.GetUtcNow(),
                        EntryPoint = EntryPoint.Bounce,
                        Operator = By,
                    },
                ]);
            return;
        }

        await writer.WriteAsync(async write =>
        {
            var mailbox = cipher.IndexOf(delivery.Address);
            var point = await write.Context.ContactPoints.AsNoTracking()
                .Where(each => each.PersonId == delivery.Person.Id && each.MailboxIndex == mailbox).Select(each => (Guid?)each.Id).FirstOrDefaultAsync();
            if (point is not null)
            {
                await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.ContactPointDied, delivery.Person.Id, write.At, write.At, By)
                {
                    ActId = Guid.CreateVersion7(write.At),
                    Facts = new EventFacts { ContactPoint = point },
                });
            }
        });
        index.Touch(delivery.Person.Id);
    }
}
