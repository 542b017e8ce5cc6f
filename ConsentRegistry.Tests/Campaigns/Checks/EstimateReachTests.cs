using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Campaigns.Checks;

public sealed class EstimateReachTests : CampaignScene, IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_draft_that_was_never_saved_and_lacks_its_reference_is_counted_as_if_it_had_one()
    {
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        await registry.OptOutAsync(Jan);

        Assert.Equal(new AudienceReach(1, 2, IsRounded: false), await ReachAsync(Offer() with { OfferReference = null, MatchReason = " " }));
        // A message that needs consent reaches neither.
        Assert.Equal(new AudienceReach(0, 2, IsRounded: false), await ReachAsync(Offer() with { Kind = MessageKind.ServiceNews }));
    }

    [Fact]
    public async Task It_is_what_the_count_of_the_saved_draft_says()
    {
        await registry.CandidateAsync(An, but: person => person with { Skills = "Java, Spring" });
        await registry.CandidateAsync(Jan, "Jan", "Maes", person => person with { Skills = "JavaScript" });
        var draft = Offer() with { Audience = new Audience { Skills = ["java"] } };
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(draft, TestRegistry.By);

        var counted = (await registry.Get<PreviewCampaign>().ExecuteAsync(saved.Value!.Id)).Value!;

        Assert.Equal(new AudienceReach(1, 1, IsRounded: false), await ReachAsync(draft));
        Assert.Equal((1, 1), (counted.Allowed, counted.Audience));
    }

    [Fact]
    public async Task Of_a_list_each_mailbox_counts_once_and_one_that_was_saved_need_not_be_typed_again()
    {
        await registry.CandidateAsync(An);
        var draft = Offer() with { List = [An, "AN+jobs@voorbeeld.example", "niemand@elders.example", "no address"], KeepsList = true };
        Assert.Equal(new AudienceReach(1, 2, IsRounded: false), await ReachAsync(draft));
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(draft, TestRegistry.By);

        Assert.Equal(new AudienceReach(1, 2, IsRounded: false), await ReachAsync(draft with { Id = saved.Value!.Id, List = null }));
        Assert.Equal(new AudienceReach(0, 0, IsRounded: false), await ReachAsync(draft with { List = null }));
    }

    [Fact]
    public async Task Of_many_a_part_is_asked_about_and_the_number_is_rounded()
    {
        string[] list = [.. Enumerable.Range(0, 2_640).Select(i => $"an{i}@voorbeeld.example")];

        Assert.Equal(new AudienceReach(0, 2_600, IsRounded: true), await ReachAsync(Offer() with { List = list }));
    }

    private Task<AudienceReach> ReachAsync(CampaignDraft draft) => registry.Get<EstimateReach>().ExecuteAsync(draft, CancellationToken.None);
}
