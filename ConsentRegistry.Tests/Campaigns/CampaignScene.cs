using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns;

/// <summary>A campaign of project offers, how it is run, and what it left.</summary>
public abstract class CampaignScene
{
    protected const string An = "an@voorbeeld.example";
    protected const string Jan = "jan@voorbeeld.example";

    protected static CampaignDraft Offer() => new()
    {
        Name = "Java in Gent",
        Kind = MessageKind.ProjectOffer,
        OfferReference = "P-7",
        MatchReason = "Java",
        Audience = new Audience { Relationships = [Relationship.CandidateApplied, Relationship.CandidateSourced] },
    };

    protected static async Task<Guid> StartAsync(TestRegistry registry, CampaignDraft draft)
    {
        // A name is taken once.
        var number = (await registry.Get<CampaignQueries>().ListAsync(0, 1)).Total;
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(draft with { Name = $"{draft.Name} {number}" }, TestRegistry.By);
        Assert.Empty(saved.Value!.Problems);
        Assert.True((await registry.Get<StartCampaign>().StartAsync(saved.Value.Id)).IsDone);
        return saved.Value.Id;
    }

    protected static async Task<Guid> RunAsync(TestRegistry registry, CampaignDraft draft)
    {
        var id = await StartAsync(registry, draft);
        Assert.Null(await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None));
        return id;
    }

    /// <summary>A campaign whose messages are claimed, and of which none was offered.</summary>
    protected static async Task<Guid> ClaimedAsync(TestRegistry registry, CampaignDraft? draft = null)
    {
        var id = await StartAsync(registry, draft ?? Offer());
        var campaign = (await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign;
        Assert.Equal(FrozenAudience.Whole, await registry.Get<FreezeAudience>().ExecuteAsync(campaign, WorkSlice.Whole, CancellationToken.None));
        await RunsAsync(registry, id);
        var (allowed, seen) = await registry.Get<ClaimDeliveries>().ExecuteAsync(campaign, 16, CancellationToken.None);
        Assert.Equal(seen, allowed.Count);
        return id;
    }

    /// <summary>Writes down that a claimed message is offered next.</summary>
    protected static async Task<bool> OfferAsync(TestRegistry registry, Guid campaign, Guid delivery) =>
        await registry.Get<RecordHandOvers>().ExecuteAsync((await registry.Get<CampaignQueries>().FindAsync(campaign))!.Campaign, [], delivery);

    /// <summary>As the run leaves it once the audience is frozen.</summary>
    protected static async Task RunsAsync(TestRegistry registry, Guid campaign)
    {
        await using var database = registry.Database();
        await database.Set<Campaign>().Where(each => each.Id == campaign).ExecuteUpdateAsync(set => set.SetProperty(each => each.State, CampaignState.Running));
        registry.Get<CampaignSignals>().Set(campaign, CampaignState.Running);
    }

    protected static async Task<IReadOnlyList<DeliveryRow>> RowsAsync(TestRegistry registry, Guid campaign) =>
        (await registry.Get<CampaignQueries>().DeliveriesAsync(campaign, null, null, 0, 100, readable: true)).Rows;

    protected static (DeliveryState State, DecisionCode? Code, RuleId? Rule) Of(IReadOnlyList<DeliveryRow> rows, string address)
    {
        var row = Assert.Single(rows, each => each.Address == address);
        return (row.State, row.Code, row.Rule);
    }

    protected static List<string> Mails(TestRegistry registry) =>
        Directory.Exists(Path.Combine(registry.Folder, "outbox"))
            ? [.. Directory.EnumerateFiles(Path.Combine(registry.Folder, "outbox"), "*.eml").Select(File.ReadAllText)]
            : [];
}
