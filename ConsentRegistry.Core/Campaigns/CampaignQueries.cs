using System.Runtime.CompilerServices;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>One line of the list of campaigns.</summary>
public sealed record CampaignRow(Guid Id, string Name, MessageKind Kind, Channel Channel, CampaignState State, DateTimeOffset CreatedAt, DateTimeOffset? ScheduledAt, CampaignCounts Counts);

/// <summary>How many deliveries are in each state, and how many were decided for each reason.</summary>
public sealed record CampaignCounts(IReadOnlyDictionary<DeliveryState, int> ByState, IReadOnlyDictionary<DecisionReason, int> ByReason)
{
    /// <summary>How many by code alone.</summary>
    public IReadOnlyDictionary<DecisionCode, int> ByCode => DecisionReason.ByCode(ByReason);

    public int Total => ByState.Values.Sum();

    /// <summary>Those that have their outcome.</summary>
    public int Done => Total - Of(DeliveryState.Queued) - Of(DeliveryState.Deferred) - Of(DeliveryState.HandingOver);

    /// <summary>Those whose outcome is certain: <see cref="Done"/> without the unknown ones.</summary>
    public int Certain => Done - Of(DeliveryState.Unknown);

    public int Of(DeliveryState state) => ByState.GetValueOrDefault(state);
}

/// <summary>A campaign with its counts.</summary>
public sealed record CampaignView(Campaign Campaign, Audience Audience, IReadOnlyList<string>? List, CampaignCounts Counts);

/// <summary>How far a campaign is.</summary>
public sealed record CampaignProgress(CampaignState State, PauseReason? PausedBecause, CampaignCounts Counts);

/// <summary>One addressee of a campaign.</summary>
/// <param name="Address">Masked unless readable addresses were asked for.</param>
/// <param name="SettledAt">When an operator said what had become of it; null where nobody had to.</param>
/// <param name="Settlement">How the operator knew; null where nobody settled it, and once the person is erased.</param>
public sealed record DeliveryRow(
    Guid Id, Guid? Person, string? Name, string Address, DeliveryState State, DecisionCode? Code, RuleId? Rule, long? LedgerSequence, int? SettingsVersion,
    DateTimeOffset? DecidedAt, DateTimeOffset? SentAt, string? MatchReason, string? Reply, string? FactsJson, DateTimeOffset? SettledAt, string? Settlement)
{
    /// <summary>The reason of the decision; null until there is one. An addressee without a person was unknown when the audience was gathered.</summary>
    public DecisionReason? Reason => Code is { } code ? DecisionReason.Of(code, Person is null) : null;
}

/// <summary>Reads campaigns for lists, pages and reports.</summary>
public sealed class CampaignQueries(IDbContextFactory<RegistryDbContext> contexts, ProtectedValues values)
{
    private const int Part = 500;

    /// <summary>All campaigns, newest first.</summary>
    public async Task<PageOf<CampaignRow>> ListAsync(int skip, int take, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var campaigns = await context.Set<Campaign>().AsNoTracking().OrderByDescending(each => each.CreatedAt).Skip(skip).Take(take).ToListAsync(cancellation);
        var rows = new List<CampaignRow>();
        foreach (var each in campaigns)
        {
            rows.Add(new CampaignRow(each.Id, each.Name, each.Kind, each.Channel, each.State, each.CreatedAt, each.ScheduledAt, await CountsAsync(context, each.Id, cancellation)));
        }

        return new PageOf<CampaignRow>(rows, await context.Set<Campaign>().CountAsync(cancellation));
    }

    /// <summary>One campaign; null when there is none.</summary>
    public async Task<CampaignView?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var campaign = await context.Set<Campaign>().AsNoTracking().Include(each => each.Texts).SingleOrDefaultAsync(each => each.Id == id, cancellation);
        return campaign is null
            ? null
            : new CampaignView(
                campaign,
                Audience.Parse(campaign.AudienceJson),
                campaign.ProtectedList is null ? null : campaign.ListBy(values) ?? [],
                await CountsAsync(context, id, cancellation));
    }

    /// <summary>The campaigns of exactly this name, newest first.</summary>
    public async Task<IReadOnlyList<Guid>> NamedAsync(string name, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<Campaign>().Where(each => each.Name == name).OrderByDescending(each => each.CreatedAt).Select(each => each.Id).ToListAsync(cancellation);
    }

    /// <summary>The counts alone, for live progress.</summary>
    public async Task<CampaignCounts> CountsAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await CountsAsync(context, id, cancellation);
    }

    /// <summary>State and counts, without texts and list, for a page that looks every few seconds; null when there is none.</summary>
    public async Task<CampaignProgress?> ProgressAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var now = await context.Set<Campaign>().Where(each => each.Id == id).Select(each => new { each.State, each.PausedBecause }).SingleOrDefaultAsync(cancellation);
        return now is null ? null : new CampaignProgress(now.State, now.PausedBecause, await CountsAsync(context, id, cancellation));
    }

    /// <summary>One page of the addressees, in the order of the audience.</summary>
    /// <param name="state">Only these; null for all.</param>
    /// <param name="reason">Only those with this reason; null for all.</param>
    /// <param name="readable">Addresses in full; otherwise masked.</param>
    public async Task<PageOf<DeliveryRow>> DeliveriesAsync(
        Guid id, DeliveryState? state, DecisionReason? reason, int skip, int take, bool readable, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var campaign = await context.Set<Campaign>().AsNoTracking().SingleAsync(each => each.Id == id, cancellation);
        var rows = context.Set<Delivery>().AsNoTracking().Where(each => each.CampaignId == id && (state == null || each.State == state));
        if (reason is { Code: var code, IsOfNobody: var isOfNobody })
        {
            var strangers = DecisionReason.CodesOfStrangers.ToArray();
            rows = isOfNobody
                ? rows.Where(each => each.PersonId == null && each.Code != null && strangers.Contains(each.Code.Value))
                : rows.Where(each => each.Code == code && (each.PersonId != null || !strangers.Contains(code)));
        }

        // Which ones first, by the index alone: to put the rows themselves in order, with their facts, takes far longer.
        var ids = await rows.OrderBy(each => each.Id).Select(each => each.Id).Skip(skip).Take(take).ToListAsync(cancellation);
        var page = await (from each in context.Set<Delivery>().AsNoTracking().Where(each => ids.Contains(each.Id))
                          join person in context.People.AsNoTracking() on each.PersonId equals (Guid?)person.Id into found
                          from person in found.DefaultIfEmpty()
                          orderby each.Id
                          select new { Delivery = each, person.GivenName, person.FamilyName }).ToListAsync(cancellation);
        return new PageOf<DeliveryRow>(
            page.ConvertAll(each => RowOf(campaign, each.Delivery, $"{each.GivenName} {each.FamilyName}".Trim(), readable)), await rows.CountAsync(cancellation));
    }

    /// <summary>All addressees, part after part in the order of their key: a million take no more memory than a hundred, and none is skipped.</summary>
    /// <param name="state">Only those in this state when their part is read; null for all.</param>
    /// <param name="readable">Addresses in full; otherwise masked.</param>
    public async IAsyncEnumerable<IReadOnlyList<DeliveryRow>> EachDeliveryAsync(
        Campaign campaign, DeliveryState? state, bool readable, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (Guid? last = null; ;)
        {
            await using var context = contexts.CreateDbContext();
            var part = await context.Set<Delivery>().AsNoTracking()
                .Where(each => each.CampaignId == campaign.Id && (state == null || each.State == state) && (last == null || each.Id > last))
                .OrderBy(each => each.Id).Take(Part)
                .GroupJoin(context.People.AsNoTracking(), each => each.PersonId, person => (Guid?)person.Id, (each, found) => new { Delivery = each, Found = found })
                .SelectMany(each => each.Found.DefaultIfEmpty(), (each, person) => new { each.Delivery, person!.GivenName, person.FamilyName })
                .OrderBy(each => each.Delivery.Id)
                .ToListAsync(cancellation);
            if (part.Count == 0)
            {
                yield break;
            }

            last = part[^1].Delivery.Id;
            yield return part.ConvertAll(each => RowOf(campaign, each.Delivery, $"{each.GivenName} {each.FamilyName}".Trim(), readable));
        }
    }

    /// <summary>The deliveries to a person, sent or blocked, including those of records merged into this one, newest first.</summary>
    public async Task<IReadOnlyList<(string Campaign, DeliveryRow Delivery)>> OfPersonAsync(Guid person, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var pseudonyms = await PersonHistory.PseudonymsOfAsync(context, person, cancellation);
        var found = await (from each in context.Set<Delivery>().AsNoTracking()
                           join campaign in context.Set<Campaign>().AsNoTracking() on each.CampaignId equals campaign.Id
                           where each.PersonId != null && pseudonyms.Contains(each.PersonId.Value)
                           orderby each.DecidedAt descending
                           select new { Delivery = each, Campaign = campaign }).ToListAsync(cancellation);
        return found.ConvertAll(each => (each.Campaign.Name, RowOf(each.Campaign, each.Delivery, null, readable: true)));
    }

    private DeliveryRow RowOf(Campaign campaign, Delivery each, string? name, bool readable)
    {
        var exact = each.AddressBy(values) ?? string.Empty;
        return new DeliveryRow(
            each.Id, each.PersonId, string.IsNullOrEmpty(name) ? null : name,
            readable || exact.Length == 0 ? exact : new Address(campaign.Channel.AddressKindOf(), exact, exact).Masked(),
            each.State, each.Code, each.Rule, each.LedgerSequence, each.SettingsVersion, each.DecidedAt, each.SentAt, each.MatchReason, each.Reply, each.FactsJson,
            each.SettledAt, each.ProtectedSettlement is { } settlement ? values.TryReveal(settlement, Delivery.SettlementColumn, each.Id) : null);
    }

    private static async Task<CampaignCounts> CountsAsync(RegistryDbContext context, Guid id, CancellationToken cancellation)
    {
        var groups = await context.Set<Delivery>().Where(each => each.CampaignId == id).GroupBy(each => new { each.State, each.Code, IsOfNobody = each.PersonId == null })
            .Select(group => new { group.Key.State, group.Key.Code, group.Key.IsOfNobody, Count = group.Count() }).ToListAsync(cancellation);
        return new CampaignCounts(
            groups.GroupBy(each => each.State).ToDictionary(group => group.Key, group => group.Sum(each => each.Count)),
            groups.Where(each => each.Code is not null).GroupBy(each => DecisionReason.Of(each.Code!.Value, each.IsOfNobody)).ToDictionary(group => group.Key, group => group.Sum(each => each.Count)));
    }
}
