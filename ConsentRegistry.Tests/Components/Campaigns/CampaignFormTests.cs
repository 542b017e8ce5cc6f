using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Mail.Templates;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components.Campaigns;
using Microsoft.AspNetCore.Components;
using Radzen.Blazor;

namespace ConsentRegistry.Tests.Components.Campaigns;

public sealed class CampaignFormTests : PersonDialogTest
{
    private SavedCampaign? saved;

    public CampaignFormTests() => SignIn(Role.Marketing);

    [Fact]
    public void An_empty_project_offer_asks_for_name_reference_and_reason()
    {
        var form = Open();

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Equal(3, form.FindAll(".field-error").Count(error => error.TextContent == "Please fill this in.")));
        Assert.Null(saved);
    }

    [Fact]
    public async Task What_was_filled_in_is_saved_with_the_shipped_texts()
    {
        var form = Open();
        Fill(form);
        form.Find("input[name=CandidateApplied]").Change(true);
        form.Find("input[name=people-nl]").Change(true);
        form.Find("#skills").Change("Java, Spring");
        form.Find("#message-nl").Change("Start in mei.");

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.NotNull(saved));
        var view = (await Get<CampaignQueries>().FindAsync(saved!.Id))!;
        Assert.Equal(("Java in Gent", "P-7", "Java"), (view.Campaign.Name, view.Campaign.OfferReference, view.Campaign.MatchReason));
        Assert.Equal([Relationship.CandidateApplied], view.Audience.Relationships);
        Assert.Equal(["nl"], view.Audience.Languages);
        Assert.Equal(["Java", "Spring"], view.Audience.Skills);
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        Assert.Equal((SignedIn.Id, AuditAction.CampaignSaved, (Guid?)saved.Id), (entry.Operator, entry.Action, entry.Subject));
        var text = view.Campaign.TextFor("nl");
        var shipped = ShippedTemplates.Find(MessageKind.ProjectOffer, "nl", carriesNotice: false)!;
        Assert.Equal((shipped.Subject, "Start in mei.", shipped.Html), (text.Subject, text.Message, text.Html));
    }

    [Fact]
    public async Task What_was_not_saved_is_there_when_the_form_opens_again_and_no_longer_once_it_is_saved()
    {
        Fill(Open());

        var form = Open();
        form.WaitForElement(".draft-back");
        Assert.Equal("Java in Gent", form.Find("#name").GetAttribute("value"));
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.NotNull(saved));
        Assert.Equal(["nl", "fr", "en"], (await Get<CampaignQueries>().FindAsync(saved!.Id))!.Campaign.Texts.Select(text => text.Language).OrderDescending());
        Assert.Empty(await Get<DraftBook>().ListAsync(SignedIn.Id));
    }

    [Fact]
    public void The_preview_shows_the_filled_mail_as_it_is_typed()
    {
        var form = Open();
        Fill(form);

        form.Find("#message-nl").Change("Start in mei.");

        form.WaitForAssertion(() => Assert.Contains("Start in mei.", form.Find(".mail-preview pre").TextContent));
        Assert.Contains("P-7", form.Find(".mail-preview dd.strong").TextContent);
    }

    [Fact]
    public async Task A_whole_mail_without_a_way_out_is_named_and_not_saved()
    {
        var form = Open();
        Fill(form);
        form.Find("input[name=whole-nl]").Change(true);

        form.Find("#plain-nl").Change("Buy now.");
        form.WaitForAssertion(() => Assert.Contains("Text part: the way out is missing. Put in a link to {{unsubscribeUrl}}.", form.FindAll(".notice.danger p").Select(each => each.TextContent)));
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Contains("The texts cannot be saved like this:", form.FindAll(".notice.danger p").Select(each => each.TextContent)));
        Assert.Null(saved);
        Assert.Empty((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
    }

    [Fact]
    public async Task A_pasted_list_takes_the_place_of_the_audience_and_is_not_shown_again()
    {
        var form = Open();
        Fill(form);
        form.FindAll("input[name=from]")[1].Change(true);
        form.Find("#list").Change("an@lijst.example\nno address\njan@lijst.example");

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.NotNull(saved));
        Assert.Equal(1, saved!.UnreadableAddresses);
        var view = (await Get<CampaignQueries>().FindAsync(saved.Id))!;
        Assert.Equal(2, view.List!.Count);
        var again = Open(view);
        Assert.Equal("List of addresses: 2", again.FindAll(".folded-line")[1].TextContent);
        OpenAll(again);
        Assert.DoesNotContain("lijst.example", again.Markup);
        Assert.Contains("Addresses saved: 2.", again.Markup);

        again.Find("#name").Change("Other name");
        again.Find("form").Submit();
        again.WaitForAssertion(() => Assert.Equal("Other name", Get<CampaignQueries>().FindAsync(saved.Id).Result!.Campaign.Name));
        Assert.Equal(2, (await Get<CampaignQueries>().FindAsync(saved.Id))!.List!.Count);
    }

    [Fact]
    public async Task A_draft_that_another_window_changed_is_not_overwritten()
    {
        var made = await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email }, "cli:test");
        var view = (await Get<CampaignQueries>().FindAsync(made.Value!.Id))!;
        await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Id = view.Campaign.Id, Name = "Theirs", Kind = MessageKind.Feedback }, "cli:test");
        var form = OpenAll(Open(view));

        form.Find("#name").Change("Mine");
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.StartsWith("Somebody else changed this campaign", form.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task What_was_typed_on_an_older_version_does_not_overwrite_the_newer_one()
    {
        var view = await WrittenByAnotherAsync();

        var form = Open(view);
        form.WaitForElement(".draft-back.warning");
        Assert.Contains("Somebody saved this campaign after you typed this.", form.Find(".draft-back").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", form.Find("#name").GetAttribute("value"));
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.StartsWith("Somebody else changed this campaign", form.Find(".notice.danger p").TextContent));
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
        await Eventually.HoldsAsync(async () => (await Get<DraftBook>().ListAsync(SignedIn.Id)).Count == 0);
        form.Find("#name").Change("Ours");
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.NotNull(saved));
        Assert.Equal("Ours", (await Get<CampaignQueries>().FindAsync(view.Campaign.Id))!.Campaign.Name);
    }

    [Theory]
    [InlineData("nl-BE")]
    [InlineData("fr-BE")]
    [InlineData("en-GB")]
    public void Every_problem_of_a_template_has_a_sentence(string culture)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
        var texts = Get<Microsoft.Extensions.Localization.IStringLocalizer<CampaignTexts>>();
        foreach (var code in Enum.GetValues<MailTemplateProblemCode>())
        {
            foreach (var part in Enum.GetValues<MailTemplatePart>())
            {
                var sentence = texts.Sentence(new MailTemplateProblem(code, part, "onclick"));
                Assert.DoesNotContain("MailTemplate.", sentence);
                Assert.DoesNotContain("Part.", sentence);
                Assert.Matches(@"[.:»}\w]$", sentence);
            }
        }
    }

    [Fact]
    public async Task What_is_saved_is_one_line_each_until_its_fields_are_asked_for()
    {
        Fill(Open());
        var first = Open();
        first.WaitForElement(".draft-back");
        first.Find("form").Submit();
        first.WaitForAssertion(() => Assert.NotNull(saved));

        var form = Open((await Get<CampaignQueries>().FindAsync(saved!.Id))!);

        Assert.Equal("Java in Gent · Project offer · E-mail · P-7 · Java", form.FindAll(".folded-line")[0].TextContent);
        Assert.Equal("Everybody in the registry, without limits", form.FindAll(".folded-line")[1].TextContent);
        Assert.Contains("Dutch – ", form.FindAll(".folded-line")[2].TextContent, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("input, textarea, button[type=submit]"));
        form.Find(".card.folded button").Click();
        Assert.Equal(2, form.FindAll(".folded-line").Count);
        Assert.Contains("rz-variant-outlined", form.Find("button[type=submit]").ClassList);
        form.Find("#offer").Change("");
        Assert.DoesNotContain("rz-variant-outlined", form.Find("button[type=submit]").ClassList);
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Empty(form.FindAll(".folded-line")));
    }

    // A draft kept of this operator, and saved anew by somebody else since.
    private async Task<CampaignView> WrittenByAnotherAsync()
    {
        var made = (await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "News", Kind = MessageKind.Feedback, Channel = Channel.Email }, "cli:test")).Value!.Id;
        var first = OpenAll(Open((await Get<CampaignQueries>().FindAsync(made))!));
        first.Find("#name").Change("Mine");
        await Eventually.HoldsAsync(async () => (await Get<DraftBook>().ListAsync(SignedIn.Id)).Count == 1);
        first.Dispose();
        await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Id = made, Name = "Theirs", Kind = MessageKind.Feedback }, "cli:test");
        return (await Get<CampaignQueries>().FindAsync(made))!;
    }

    private static void Fill(IRenderedComponent<CampaignForm> form)
    {
        form.Find("#name").Change("Java in Gent");
        form.Find("#offer").Change("P-7");
        form.Find("#match").Change("Java");
    }

    private static IRenderedComponent<CampaignForm> OpenAll(IRenderedComponent<CampaignForm> form)
    {
        form.WaitForElement("h2");
        while (form.FindAll(".card.folded button") is { Count: > 0 } folded)
        {
            folded[0].Click();
        }

        return form;
    }

    private IRenderedComponent<CampaignForm> Open(CampaignView? view = null) =>
        Render<CampaignForm>(form => form.Add(each => each.View, view).Add(each => each.Saved, done => saved = done));
}
