using System.Collections.Concurrent;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Checks;

/// <summary>The mail address of a colleague's own account; null where there is none, or the account is closed.</summary>
public delegate Task<string?> MailboxOfOperator(string operatorId, CancellationToken cancellation);

/// <summary>
/// Shows a colleague a campaign's mail as it will arrive: in the colleague's own mailbox, one at a time, marked, with exits that lead nowhere.
/// Nobody can say where it goes, no delivery comes of it, and a no of the mailbox's holder counts (docs/decisions/0014).
/// </summary>
public sealed class SendTestMail(
    IDbContextFactory<RegistryDbContext> contexts, MailboxOfOperator mailboxOf, CampaignMessage message, MailTransport transport, SendFactsLoader loader,
    GateSettingsStore settings, SendingLock sendingLock, GateLock gate, DraftChecks draftChecks, TimeProvider time)
{
    /// <summary>Enough to get a mail right, too few to be used for sending.</summary>
    public const int MostPerHour = 10;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> sent = new();

    /// <summary>Sends the saved draft in one language.</summary>
    /// <param name="language">nl, fr or en.</param>
    /// <param name="by">The operator, to whose account it goes.</param>
    /// <returns>What the mail system said, also where it refused; or why nothing was tried.</returns>
    public async Task<Result<HandOverOutcome>> ExecuteAsync(Guid id, string language, string by, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var campaign = await context.Set<Campaign>().AsNoTracking().Include(each => each.Texts).SingleOrDefaultAsync(each => each.Id == id, cancellation);
        if (Unfit(campaign) is { } refusal)
        {
            return refusal;
        }

        if (Address.Read(AddressKind.Email, await mailboxOf(by, cancellation)) is not { } address || !EnvelopeAddress.TryParse(address.Exact, out var to))
        {
            return Refusal.OwnMailboxMissing;
        }

        var facts = (await loader.LoadAsync(message.FactsOf(campaign!, campaign!.MatchReason?.In(language)), [address], time.GetUtcNow(), cancellation: cancellation))[0];
        var decision = facts.Decide();
        if (IsBarred(decision))
        {
            return decision.Code == DecisionCode.Undetermined ? Refusal.TestMailUndetermined : Refusal.TestMailBarred;
        }

        if (!TryCount(by))
        {
            return Refusal.TooManyTestMails;
        }

        OutgoingMail mail;
        try
        {
            mail = message.ComposeTest(campaign, language, Guid.CreateVersion7(time.GetUtcNow()), to, time.GetUtcNow());
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            // For example an address that is missing from the settings: better found by a test than by all recipients.
            return new HandOverOutcome(HandOverResult.Failed, HandOverStep.Content, Text: nameof(OwnReply.MessageNotWritten));
        }

        var preparation = await transport.PrepareAsync(mail, cancellation);
        if (preparation.Ready is not { } ready)
        {
            return preparation.Outcome!;
        }

        await using (ready)
        {
            if (gate.HandOver(() => StartUnlessChanged(ready, facts)))
            {
                var outcome = await ready.FinishAsync(cancellation);
                if (outcome.Result == HandOverResult.Sent)
                {
                    draftChecks.Tested(campaign);
                }

                return outcome;
            }

            await ready.AbandonAsync();
            return Refusal.ChangedMeanwhile;
        }
    }

    private Refusal? Unfit(Campaign? campaign) => campaign switch
    {
        null => Refusal.CampaignNotFound,
        { Channel: not Channel.Email } => Refusal.TestMailNotForChannel,
        { State: not (CampaignState.Draft or CampaignState.Scheduled) } => Refusal.CampaignUnderWay,
        _ => sendingLock.Reason is null ? null : Refusal.SendingLocked,
    };

    /// <summary>
    /// Whether somebody said no. A missing basis or notice is no obstacle: the colleague asks for
    /// this mail. The rules that ask for one come after all rules about a no (RULES 3); only that of a notice given twice (G-07) stands before
    /// one of them, G-08 (docs/decisions/0014).
    /// </summary>
    private static bool IsBarred(SendDecision decision) => decision is { IsAllowed: false, Code: not (DecisionCode.NoticeMissing or DecisionCode.DuplicateNotice
        or DecisionCode.ConsentUnproven or DecisionCode.ConsentExpired or DecisionCode.SoftOptInIncomplete or DecisionCode.PermissionNotConsent
        or DecisionCode.PermissionLapsed or DecisionCode.NoBasis) };

    /// <summary>The same last look as before every message.</summary>
    private bool StartUnlessChanged(PreparedHandOver ready, LoadedFacts facts)
    {
        if (sendingLock.Reason is not null || settings.Current.Version != facts.SettingsVersion || loader.VersionNow(facts.Address, facts.People) != facts.Version)
        {
            return false;
        }

        ready.Start();
        return true;
    }

    private bool TryCount(string by)
    {
        var now = time.GetUtcNow();
        var instants = sent.GetOrAdd(by, _ => new Queue<DateTimeOffset>());
        lock (instants)
        {
            while (instants.TryPeek(out var first) && first <= now - Hour)
            {
                instants.Dequeue();
            }

            if (instants.Count >= MostPerHour)
            {
                return false;
            }

            instants.Enqueue(now);
            return true;
        }
    }
}
