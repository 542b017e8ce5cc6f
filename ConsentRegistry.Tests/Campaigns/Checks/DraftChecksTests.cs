using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns.Checks;

public sealed class DraftChecksTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    private DraftChecks Checks => registry.Get<DraftChecks>();

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_count_is_remembered_with_its_instant_until_the_draft_is_changed()
    {
        await registry.CandidateAsync("an@voorbeeld.example");
        var id = await SaveAsync(new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email });
        Assert.Equal(DraftCheckState.None, await OfAsync(id));

        await registry.Get<PreviewCampaign>().ExecuteAsync(id);
        var counted = await OfAsync(id);
        Assert.Equal((1, 0, registry.Clock.GetUtcNow()), (counted.Count!.Audience, counted.Count.Allowed, counted.CountedAt!.Value));

        await SaveAsync(new CampaignDraft { Id = id, Name = "Other news", Kind = MessageKind.Feedback, Channel = Channel.Email });
        Assert.Equal(DraftCheckState.None, await OfAsync(id));
    }

    [Fact]
    public async Task Of_a_change_that_was_not_stored_nothing_is_forgotten()
    {
        var draft = new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email };
        var id = await SaveAsync(draft);
        await registry.Get<PreviewCampaign>().ExecuteAsync(id);
        await using var database = registry.Database();
        await database.Database.ExecuteSqlRawAsync("""CREATE TRIGGER "Broken" BEFORE INSERT ON "CampaignTexts" BEGIN SELECT RAISE(ABORT, 'broken'); END""");

        await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(draft with { Id = id, Name = "Other news" }));

        Assert.NotNull((await OfAsync(id)).Count);
    }

    [Fact]
    public async Task To_plan_the_start_forgets_nothing()
    {
        var id = await SaveAsync(new CampaignDraft { Name = "News", Kind = MessageKind.ServiceNews, Channel = Channel.Phone });
        await registry.Get<PreviewCampaign>().ExecuteAsync(id);

        await registry.Get<StartCampaign>().ScheduleAsync(id, registry.Clock.GetUtcNow().AddDays(1));
        await registry.Get<StartCampaign>().UnscheduleAsync(id);

        Assert.NotNull((await OfAsync(id)).Count);
    }

    [Fact]
    public async Task What_was_counted_of_an_older_version_and_ended_only_now_is_not_taken_for_the_newer_one()
    {
        var id = await SaveAsync(new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email });
        var older = await FindAsync(id);
        await SaveAsync(new CampaignDraft { Id = id, Name = "Other news", Kind = MessageKind.Feedback, Channel = Channel.Email });

        Checks.Counted(older, new CampaignPreview(7, new Dictionary<DecisionReason, int>()));
        Checks.Tested(older);

        Assert.Equal(DraftCheckState.None, await OfAsync(id));
    }

    [Fact]
    public async Task Whoever_still_sees_the_older_version_is_not_told_the_count_of_the_newer_one()
    {
        var id = await SaveAsync(new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email });
        var older = await FindAsync(id);
        await SaveAsync(new CampaignDraft { Id = id, Name = "Other news", Kind = MessageKind.Feedback, Channel = Channel.Email });

        await registry.Get<PreviewCampaign>().ExecuteAsync(id);

        Assert.NotNull((await OfAsync(id)).Count);
        Assert.Equal(DraftCheckState.None, Checks.Of(older));
    }

    private async Task<DraftCheckState> OfAsync(Guid id) => Checks.Of(await FindAsync(id));

    private async Task<Campaign> FindAsync(Guid id) => (await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign;

    private async Task<Guid> SaveAsync(CampaignDraft draft) => (await registry.Get<SaveCampaign>().ExecuteAsync(draft, TestRegistry.By)).Value!.Id;
}
