using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Campaigns;

namespace ConsentRegistry.Tests.Components.Campaigns.Edit;

/// <summary>What was typed and not saved, and what another window saved meanwhile.</summary>
public sealed class CampaignDraftTests : CampaignBuilderScene
{
    [Fact]
    public async Task What_was_not_saved_is_there_when_the_form_opens_again_and_no_longer_once_it_is_saved()
    {
        Write(Open());

        var form = Open();
        form.WaitForElement(".draft-back");
        Assert.Equal("Java in Gent", form.Find("#name").GetAttribute("value"));
        GoTo(form, CampaignStep.Mail);
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.NotNull(Saved));
        Assert.Equal(["nl", "fr", "en"], (await SavedAsync()).Campaign.Texts.Select(text => text.Language).OrderDescending());
        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
    }

    [Fact]
    public async Task A_draft_that_another_window_changed_is_not_overwritten()
    {
        var made = await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email }, "cli:test");
        var view = (await Get<CampaignQueries>().FindAsync(made.Value!.Id))!;
        await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Id = view.Campaign.Id, Name = "Theirs", Kind = MessageKind.Feedback }, "cli:test");
        var form = Open(view);

        form.Find("#name").Change("Mine");
        form.Find("[data-act=save]").Click();

        form.WaitForAssertion(() => Assert.StartsWith("Somebody else has changed this campaign", form.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task What_was_typed_on_an_older_version_does_not_overwrite_the_newer_one()
    {
        var view = await WrittenByAnotherAsync();

        var form = Open(view);
        form.WaitForElement(".draft-back.warning");
        Assert.Contains("Somebody saved this campaign after you typed this.", form.Find(".draft-back").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", form.Find("#name").GetAttribute("value"));
        form.Find("[data-act=save]").Click();

        form.WaitForAssertion(() => Assert.StartsWith("Somebody else has changed this campaign", form.Find(".notice.danger p").TextContent));
        Assert.Equal("Theirs", (await Get<CampaignQueries>().FindAsync(view.Campaign.Id))!.Campaign.Name);
    }

    [Fact]
    public async Task The_saved_version_is_shown_instead_and_can_be_changed()
    {
        var view = await WrittenByAnotherAsync();

        var form = Open(view);
        var button = form.WaitForElement(".draft-back button");
        Assert.Equal("Show the saved version", button.TextContent);
        button.Click();

        form.WaitForAssertion(() => Assert.Equal("Theirs", form.Find("#name").GetAttribute("value")));
        Assert.Empty(form.FindAll(".draft-back"));
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Count == 0);
        form.Find("#name").Change("Ours");
        form.Find("[data-act=save]").Click();
        form.WaitForAssertion(() => Assert.NotNull(Saved));
        Assert.Equal("Ours", (await Get<CampaignQueries>().FindAsync(view.Campaign.Id))!.Campaign.Name);
    }

    // A draft kept of this operator, and saved anew by somebody else since.
    private async Task<CampaignView> WrittenByAnotherAsync()
    {
        var made = (await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email }, "cli:test")).Value!.Id;
        var first = Open((await Get<CampaignQueries>().FindAsync(made))!);
        first.Find("#name").Change("Mine");
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Count == 1);
        first.Dispose();
        await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Id = made, Name = "Theirs", Kind = MessageKind.Feedback }, "cli:test");
        return (await Get<CampaignQueries>().FindAsync(made))!;
    }
}
