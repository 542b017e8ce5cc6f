using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>A delivery that was allowed and is now to be handed over, with what it was allowed on.</summary>
public sealed record ClaimedDelivery(Guid Id, Address Address, Person? Person, string? Site, string? MatchReason, LoadedFacts Facts);

/// <summary>
/// Takes the next few deliveries of a campaign and decides each anew, in one durable transaction: what is blocked has its outcome, what is
/// allowed stands as handing over before anything is spoken to the mail system (DESIGN 4, "Hand-over").
/// </summary>
public sealed class ClaimDeliveries(
    IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, SendFactsLoader loader, CampaignMessage message, GateSettingsStore settings,
    ProtectedValues values, TimeProvider time)
{
    /// <summary>The window of the frequency cap (RULES 3, Settings).</summary>
    private static readonly TimeSpan CapWindow = TimeSpan.FromDays(30);

    /// <summary>Claims up to <paramref name="most"/> deliveries.</summary>
    /// <returns>Those allowed, and how many were looked at; none looked at means that none is due.</returns>
    public async Task<(IReadOnlyList<ClaimedDelivery> Allowed, int Seen)> ExecuteAsync(Campaign campaign, int most, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await DueAsync(campaign.Id, now, most, cancellation);
        if (due.Count == 0)
        {
            return ([], 0);
        }

        var readable = due.Select(each => (Delivery: each, Address: AddressOf(campaign, each))).ToLookup(pair => pair.Address is not null);
        var addressed = readable[true].Select(pair => (pair.Delivery, Address: pair.Address!)).ToList();
        // Match reasons differ from person to person, so each is asked about with its own.
        var facts = new Dictionary<Guid, LoadedFacts>();
        foreach (var group in addressed.GroupBy(pair => pair.Delivery.MatchReason))
        {
            var pairs = group.ToList();
            var loaded = await loader.LoadAsync(message.FactsOf(campaign, group.Key), pairs.ConvertAll(pair => pair.Address), now, cancellation: cancellation);
            foreach (var (pair, each) in pairs.Zip(loaded))
            {
                facts[pair.Delivery.Id] = each;
            }
        }

        var people = await PeopleAsync(due, cancellation);
        // Nothing after this may be cancelled: a claimed delivery that is not returned would count as perhaps sent.
        var allowed = await writer.WriteAsync(write => DecideAsync(write, campaign, due, facts, now), cancellation);
        return ([.. addressed.Where(pair => allowed.Contains(pair.Delivery.Id)).Select(pair =>
        {
            var (person, site) = pair.Delivery.PersonId is { } id && people.TryGetValue(id, out var found) ? found : (null, null);
            return new ClaimedDelivery(pair.Delivery.Id, pair.Address, person, site, pair.Delivery.MatchReason, facts[pair.Delivery.Id]);
        })], due.Count);
    }

    /// <summary>Whether a claim would find something.</summary>
    public async Task<bool> IsAnyDueAsync(Guid campaign, CancellationToken cancellation) => (await DueAsync(campaign, time.GetUtcNow(), 1, cancellation)).Count > 0;

    /// <summary>Those whose time has come again, then those that never had their turn: each in the order in which the index holds them.</summary>
    private async Task<List<Delivery>> DueAsync(Guid campaign, DateTimeOffset now, int most, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var deliveries = context.Set<Delivery>().AsNoTracking().Where(each => each.CampaignId == campaign);
        var due = await deliveries.Where(each => each.State == DeliveryState.Deferred && each.NextAttemptAt <= now)
            .OrderBy(each => each.NextAttemptAt).ThenBy(each => each.Id).Take(most).ToListAsync(cancellation);
        due.AddRange(await deliveries.Where(each => each.State == DeliveryState.Queued)
            .OrderBy(each => each.NextAttemptAt).ThenBy(each => each.Id).Take(most - due.Count).ToListAsync(cancellation));
        return due;
    }

    private Address? AddressOf(Campaign campaign, Delivery delivery) => delivery.AddressBy(values) is { } exact
        ? Address.Read(campaign.Channel.AddressKindOf(), exact) ?? new Address(campaign.Channel.AddressKindOf(), exact, exact)
        : null;

    private async Task<HashSet<Guid>> DecideAsync(
        RegistryWrite write, Campaign campaign, List<Delivery> due, Dictionary<Guid, LoadedFacts> facts, DateTimeOffset now)
    {
        var ids = due.ConvertAll(each => each.Id);
        var allowed = new HashSet<Guid>();
        if (!await write.Context.Set<Campaign>().AnyAsync(each => each.Id == campaign.Id && each.State == CampaignState.Running))
        {
            return allowed;
        }

        var rows = await write.Context.Set<Delivery>()
            .Where(each => ids.Contains(each.Id) && (each.State == DeliveryState.Queued || each.State == DeliveryState.Deferred)).ToListAsync();
        foreach (var delivery in rows)
        {
            if (!facts.TryGetValue(delivery.Id, out var loaded))
            {
                // Its address cannot be read: fail closed (guarantee 9); the others go on.
                var unread = delivery.IsErased ? SendDecision.Erased : SendDecision.Undetermined;
                (delivery.State, delivery.Code, delivery.Rule, delivery.DecidedAt) = (DeliveryState.Blocked, unread.Code, unread.Rule, now);
                continue;
            }

            var decision = loaded.Decide();
            delivery.Code = decision.Code;
            delivery.Rule = decision.Rule;
            delivery.LedgerSequence = loaded.LedgerSequence;
            delivery.SettingsVersion = loaded.SettingsVersion;
            delivery.FactsJson = string.Join('\n', loaded.Records.Select(record => SendFactsWriter.Write(record, delivery.Id.ToString())));
            delivery.DecidedAt = now;
            if (!decision.IsAllowed)
            {
                delivery.State = DeliveryState.Blocked;
            }
            else if (delivery.IsMarketing && await IsCappedAsync(write.Context, delivery, now))
            {
                (delivery.State, delivery.Code, delivery.Rule) = (DeliveryState.Blocked, DecisionCode.FrequencyCapped, null);
            }
            else if (campaign.Channel == Channel.Email)
            {
                (delivery.State, delivery.OfferedAt) = (DeliveryState.HandingOver, null);
                delivery.Attempts++;
                allowed.Add(delivery.Id);
            }
            else
            {
                delivery.State = DeliveryState.Listed;
            }

            // One at a time: the next of the same person must see this one in its count.
            await write.Context.SaveChangesAsync();
        }

        return allowed;
    }

    /// <summary>Whether the person or mailbox has reached the cap; deliveries under way or unknown count as sent.</summary>
    private async Task<bool> IsCappedAsync(RegistryDbContext context, Delivery delivery, DateTimeOffset now)
    {
        var since = now - CapWindow;
        var had = await context.Set<Delivery>().CountAsync(each =>
            each.Id != delivery.Id && each.IsMarketing && each.DecidedAt > since
            && (each.State == DeliveryState.Sent || each.State == DeliveryState.HandingOver || each.State == DeliveryState.Unknown || each.State == DeliveryState.Listed)
            && (each.MailboxIndex == delivery.MailboxIndex || (each.PersonId != null && each.PersonId == delivery.PersonId)));
        return had >= settings.Current.MarketingPerPersonPer30Days;
    }

    private async Task<Dictionary<Guid, (Person Person, string? Site)>> PeopleAsync(List<Delivery> due, CancellationToken cancellation)
    {
        var ids = due.Select(each => each.PersonId).OfType<Guid>().Distinct().ToList();
        await using var context = contexts.CreateDbContext();
        var people = await context.People.AsNoTracking().Include(person => person.Acquisitions).Where(person => ids.Contains(person.Id)).ToListAsync(cancellation);
        return people.ToDictionary(person => person.Id, person => (person, person.Acquisitions.OrderBy(each => each.RecordedAt).Select(each => each.Site).FirstOrDefault(site => site is not null)));
    }
}
