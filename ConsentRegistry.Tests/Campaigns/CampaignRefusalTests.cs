using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns;

/// <summary>What a campaign lacks is said when it is saved, and again when it is started.</summary>
public sealed class CampaignRefusalTests : IAsyncLifetime
{
    private static readonly CampaignDraft Offer = new() { Name = "Java", OfferReference = "P-7", MatchReason = "Java" };

    private TestRegistry registry = null!;

    public static TheoryData<string, CampaignDraft, Refusal> Lacking => new()
    {
        { "no reference", Offer with { OfferReference = " " }, Refusal.OfferMissing },
        { "no reason", Offer with { MatchReason = null }, Refusal.MatchReasonMissing },
        { "no reason for a list", Offer with { MatchReason = null, List = ["an@voorbeeld.example"], Audience = new Audience { Skills = ["Java"] } }, Refusal.MatchReasonMissing },
        { "one person's own file", Offer with { Kind = MessageKind.Transactional }, Refusal.KindNoCampaign },
        { "no name", Offer with { Name = " " }, Refusal.NameMissing },
    };

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [MemberData(nameof(Lacking))]
    public async Task What_is_missing_is_named_and_nothing_is_saved(string what, CampaignDraft draft, Refusal refusal)
    {
        Assert.NotEmpty(what);
        Assert.Equal(refusal, (await SaveAsync(draft)).Refusal);
        Assert.Equal(0, (await registry.Get<CampaignQueries>().ListAsync(0, 1)).Total);
    }

    [Fact]
    public async Task Skills_are_a_reason_and_other_kinds_need_none()
    {
        Assert.True((await SaveAsync(Offer with { MatchReason = null, Audience = new Audience { Skills = ["Java"] } })).IsDone);
        Assert.True((await SaveAsync(new CampaignDraft { Name = "Survey", Kind = MessageKind.Feedback })).IsDone);
    }

    [Fact]
    public async Task A_draft_of_an_earlier_version_is_refused_when_it_is_started_and_when_it_is_scheduled()
    {
        var id = (await SaveAsync(Offer)).Value!.Id;
        await using (var database = registry.Database())
        {
            await database.Set<Campaign>().ExecuteUpdateAsync(set => set.SetProperty(each => each.OfferReference, (string?)null), TestContext.Current.CancellationToken);
        }

        Assert.Equal(Refusal.OfferMissing, (await registry.Get<StartCampaign>().StartAsync(id)).Refusal);
        Assert.Equal(Refusal.OfferMissing, (await registry.Get<StartCampaign>().ScheduleAsync(id, registry.Clock.Now.AddDays(1))).Refusal);
    }

    [Fact]
    public async Task A_name_is_taken_once_and_its_own_campaign_keeps_it()
    {
        var id = (await SaveAsync(Offer)).Value!.Id;

        Assert.Equal(Refusal.CampaignNameTaken, (await SaveAsync(Offer with { Name = " Java " })).Refusal);
        Assert.True((await SaveAsync(Offer with { Id = id, MatchReason = "Java, Gent" })).IsDone);
    }

    [Fact]
    public async Task A_frame_without_words_is_refused_for_mail_alone()
    {
        var news = new CampaignDraft { Name = "News", Kind = MessageKind.ServiceNews };

        Assert.Contains((await SaveAsync(news)).Value!.Problems, problem => problem is { Code: MailTemplateProblemCode.MessageEmpty, Part: MailTemplatePart.Message });
        Assert.Equal(0, (await registry.Get<CampaignQueries>().ListAsync(0, 1)).Total);
        Assert.Empty((await SaveAsync(news with { Channel = Channel.Phone })).Value!.Problems);
    }

    private Task<Result<SavedCampaign>> SaveAsync(CampaignDraft draft) => registry.Get<SaveCampaign>().ExecuteAsync(draft, TestRegistry.By);
}
