using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Edit;

namespace ConsentRegistry.Tests.Components.Campaigns.Edit;

/// <summary>What is filled in, and what it looks like once it is saved.</summary>
public sealed class CampaignFormTests : CampaignFormScene
{
    [Fact]
    public void An_empty_project_offer_asks_for_name_reference_and_reason()
    {
        var form = Open();

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Equal(3, form.FindAll(ControlSteps.Problem).Count(error => error.TextContent == "Please fill this in.")));
        Assert.Null(Saved);
    }

    [Fact]
    public async Task What_was_filled_in_is_saved_with_the_shipped_texts()
    {
        var form = Open();
        Fill(form);
        form.Find("#relationships-CandidateApplied").Change(true);
        form.Find("#people-languages-nl").Change(true);
        form.Find("#skills").Change("Java, Spring");
        form.Find("#message-nl").Change("Start in mei.");

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.NotNull(Saved));
        var view = (await Get<CampaignQueries>().FindAsync(Saved!.Id))!;
        Assert.Equal(("Java in Gent", "P-7", "Java"), (view.Campaign.Name, view.Campaign.OfferReference, view.Campaign.MatchReason));
        Assert.Equal([Relationship.CandidateApplied], view.Audience.Relationships);
        Assert.Equal(["nl"], view.Audience.Languages);
        Assert.Equal(["Java", "Spring"], view.Audience.Skills);
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        Assert.Equal((SignedIn.Id, AuditAction.CampaignSaved, (Guid?)Saved.Id), (entry.Operator, entry.Action, entry.Subject));
        var text = view.Campaign.TextFor("nl");
        var shipped = ShippedTemplates.Find(MessageKind.ProjectOffer, "nl", carriesNotice: false)!;
        Assert.Equal((shipped.Subject, "Start in mei.", shipped.Html), (text.Subject, text.Message, text.Html));
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
        form.Find("#whole-nl").Change(true);

        form.Find("#plain-nl").Change("Buy now.");
        form.WaitForAssertion(() => Assert.Contains("Text part: the way out is missing. Put in a link to {{unsubscribeUrl}}.", form.FindAll(".notice.danger p").Select(each => each.TextContent)));
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Contains("The texts cannot be saved like this:", form.FindAll(".notice.danger p").Select(each => each.TextContent)));
        Assert.Null(Saved);
        Assert.Empty((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
    }

    [Fact]
    public async Task A_pasted_list_takes_the_place_of_the_audience_and_is_not_shown_again()
    {
        var form = Open();
        Fill(form);
        form.FindAll("input[name=from]")[1].Click();
        form.Find("#list").Change("an@lijst.example\nno address\njan@lijst.example");

        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.NotNull(Saved));
        Assert.Equal(1, Saved!.UnreadableAddresses);
        var view = (await Get<CampaignQueries>().FindAsync(Saved.Id))!;
        Assert.Equal(2, view.List!.Count);
        var again = Open(view);
        Assert.Equal("List of addresses: 2", again.FindAll(".folded-line")[1].TextContent);
        OpenAll(again);
        Assert.DoesNotContain("lijst.example", again.Markup);
        Assert.Contains("Addresses saved: 2.", again.Markup);

        again.Find("#name").Change("Other name");
        again.Find("form").Submit();
        await Eventually.HoldsAsync(async () => (await Get<CampaignQueries>().FindAsync(Saved.Id))!.Campaign.Name == "Other name");
        Assert.Equal(2, (await Get<CampaignQueries>().FindAsync(Saved.Id))!.List!.Count);
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
        first.WaitForAssertion(() => Assert.NotNull(Saved));

        var form = Open((await Get<CampaignQueries>().FindAsync(Saved!.Id))!);

        Assert.Equal("Java in Gent · Project offer · E-mail · P-7 · Java", form.FindAll(".folded-line")[0].TextContent);
        Assert.Equal("Everybody in the registry, without limits", form.FindAll(".folded-line")[1].TextContent);
        Assert.Contains("Dutch – ", form.FindAll(".folded-line")[2].TextContent, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("input, textarea, button[type=submit]"));
        form.Find(".card.folded button").Click();
        Assert.Equal(2, form.FindAll(".folded-line").Count);
        Assert.Contains("mud-button-outlined", form.Find("button[type=submit]").ClassList);
        form.Find("#offer").Change("");
        Assert.DoesNotContain("mud-button-outlined", form.Find("button[type=submit]").ClassList);
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Empty(form.FindAll(".folded-line")));
    }
}
