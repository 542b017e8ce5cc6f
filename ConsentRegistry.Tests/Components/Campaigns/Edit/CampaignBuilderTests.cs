using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Edit;

namespace ConsentRegistry.Tests.Components.Campaigns.Edit;

/// <summary>What is filled in, step by step, and what it looks like once it is saved.</summary>
public sealed class CampaignBuilderTests : CampaignBuilderScene
{
    [Fact]
    public void A_step_asks_for_what_is_missing_in_it_and_for_nothing_of_the_others()
    {
        var builder = Open();

        builder.Find("form").Submit();

        builder.WaitForAssertion(() => Assert.Equal(2, builder.FindAll(ControlSteps.Problem).Count(error => error.TextContent == "Please fill this in.")));
        Assert.Null(Addressed);
        builder.Find("#name").Change("Java in Gent");
        builder.Find("#offer").Change("P-7");
        Next(builder);

        Assert.Equal(CampaignStep.Audience, Addressed);
        Assert.Empty(builder.Problems());
        Assert.Equal(["message"], Ticked(builder));
        builder.FindAll("input[name=from]")[1].Click();
        builder.Find("form").Submit();
        builder.WaitForAssertion(() => Assert.Equal(["Please fill this in."], builder.Problems()));
        builder.FindAll("input[name=from]")[0].Click();
        Next(builder);
        Assert.Equal((CampaignStep.Mail, 2), (Addressed!.Value, Ticked(builder).Count));
    }

    [Fact]
    public void The_steps_can_be_gone_to_and_fro_and_a_campaign_by_phone_has_no_mail()
    {
        var builder = Open(step: CampaignStep.Audience);

        Assert.Equal(["message", "mail"], builder.FindAll(".step-trail a").Select(link => link.GetAttribute("href")!.Split("step=")[^1]));
        Assert.EndsWith("step=message", builder.Find("[data-act=back]").GetAttribute("href"), StringComparison.Ordinal);
        GoTo(builder, CampaignStep.Message);
        Assert.Empty(builder.FindAll("[data-act=back]"));
        builder.Choose("#channel", Channel.Phone);
        Assert.Equal(["message", "audience", "send", "result"], builder.FindAll(".step-trail li").Select(step => step.GetAttribute("data-step")));
        // An address of another channel's step shows one that there is.
        GoTo(builder, CampaignStep.Mail);
        Assert.Equal("Save and check", builder.Find("button[type=submit]").TextContent.Trim());
        // Without a mail it is said once why it fits. What people are chosen by is a reason as well.
        builder.Find("form").Submit();
        builder.WaitForAssertion(() => Assert.Equal(["Please fill this in."], builder.Problems()));
        Assert.NotEmpty(builder.FindAll("#match"));
        builder.Find("#skills").Change("Java");
        builder.Find("form").Submit();
        Assert.Equal(CampaignStep.Message, Addressed);
    }

    [Fact]
    public async Task What_was_filled_in_is_saved_with_the_shipped_texts()
    {
        var builder = Open();
        Write(builder);
        GoTo(builder, CampaignStep.Audience);
        builder.Find("#relationships-CandidateApplied").Change(true);
        builder.Find("#people-languages-nl").Change(true);
        builder.Find("#skills").Change("Java, Spring");
        GoTo(builder, CampaignStep.Mail);
        builder.Find("#message-nl").Change("Start in mei.");

        builder.Find("form").Submit();

        builder.WaitForAssertion(() => Assert.NotNull(Saved));
        var view = await SavedAsync();
        Assert.Equal(("Java in Gent", "P-7", "Java"), (view.Campaign.Name, view.Campaign.OfferReference, view.Campaign.MatchReason!.In("fr")));
        Assert.Equal([Relationship.CandidateApplied], view.Audience.Relationships);
        Assert.Equal(["nl"], view.Audience.Languages);
        Assert.Equal(["Java", "Spring"], view.Audience.Skills);
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.CampaignSaved })).Rows);
        Assert.Equal((SignedIn.Id, (Guid?)Saved!.Id), (entry.Operator, entry.Subject));
        var text = view.Campaign.TextFor("nl");
        var shipped = ShippedTemplates.Find(MessageKind.ProjectOffer, "nl", carriesNotice: false)!;
        Assert.Equal((shipped.Subject, "Start in mei.", shipped.Html), (text.Subject, text.Message, text.Html));
    }

    [Fact]
    public void The_mail_is_shown_as_it_looks_with_what_is_still_to_be_written_marked()
    {
        var builder = Open(step: CampaignStep.Mail);
        Assert.Contains("<mark>Your message</mark>", builder.Find(".mail-preview iframe").GetAttribute("srcdoc"), StringComparison.Ordinal);
        Assert.Equal("Project reference", builder.Find(".mail-preview dd mark").TextContent);

        builder.Find("[data-part=text]").Click();
        Assert.Contains("Your message", builder.FindAll(".mail-preview pre mark").Select(mark => mark.TextContent));
        builder.Find("#message-nl").Change("Start in mei.");

        builder.WaitForAssertion(() => Assert.Contains("Start in mei.", builder.Find(".mail-preview pre").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Your message", builder.FindAll(".mail-preview pre mark").Select(mark => mark.TextContent));
        GoTo(builder, CampaignStep.Message);
        builder.Find("#offer").Change("P-7");
        GoTo(builder, CampaignStep.Mail);
        Assert.Contains("P-7", builder.Find(".mail-preview dd.strong").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_is_ticked_once_its_mail_can_go_out()
    {
        var builder = Open(step: CampaignStep.Mail);
        // Whoever reads a language in which it is not said why the project fits gets no offer.
        Assert.Empty(Ticks());
        builder.Find("#match-nl").Change("Uw Java");
        Assert.Equal(["nl"], Ticks());
        SayWhy(builder);
        // The fixed text of a project offer says enough by itself, as long as no language says more.
        Assert.Equal(["nl", "fr", "en"], Ticks());

        builder.Find("#message-nl").Change("Start in mei.");
        Assert.Equal(["nl"], Ticks());
        builder.Find(".tabs [data-language=fr]").Click();
        builder.Find("#message-fr").Change("Dès mai.");
        Assert.Equal(["nl", "fr"], Ticks());
        builder.Find("#whole-fr").Change(true);
        builder.Find("#plain-fr").Change("Achetez.");
        Assert.Equal(["nl"], Ticks());

        IEnumerable<string?> Ticks() => builder.FindAll(".tabs button").Where(tab => tab.QuerySelector(".mud-icon-root") is not null).Select(tab => tab.GetAttribute("data-language"));
    }

    [Fact]
    public async Task A_whole_mail_without_a_way_out_is_named_and_not_saved()
    {
        var builder = Open();
        Write(builder);
        builder.Find("#whole-nl").Change(true);

        builder.Find("#plain-nl").Change("Buy now.");
        builder.WaitForAssertion(() => Assert.Contains("Text part: the unsubscribe link is missing. Add a link to {{unsubscribeUrl}}.", builder.FindAll(".notice.danger p").Select(each => each.TextContent)));
        builder.Find("form").Submit();

        builder.WaitForAssertion(() => Assert.Contains("The texts cannot be saved like this:", builder.FindAll(".notice.danger p").Select(each => each.TextContent)));
        Assert.Null(Saved);
        Assert.Empty((await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.CampaignSaved })).Rows);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_saving_is_shown_at_its_step()
    {
        await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "Java in Gent", Kind = MessageKind.Feedback }, "cli:test");
        var builder = Open();
        Write(builder);

        builder.Find("form").Submit();

        builder.WaitForAssertion(() => Assert.Equal(CampaignStep.Message, Addressed));
        GoTo(builder, CampaignStep.Message);
        Assert.Equal("Another campaign has this name. Choose another one.", builder.Find(".notice.danger p").TextContent);
        // A step that was passed by is not passed over.
        var other = Open(step: CampaignStep.Mail);
        other.WaitForElement(".draft-back button").Click();
        other.WaitForAssertion(() => Assert.Empty(other.FindAll(".draft-back")));
        GoTo(other, CampaignStep.Mail);
        other.Find("form").Submit();
        Assert.Equal(CampaignStep.Message, Addressed);
        GoTo(other, CampaignStep.Message);
        Assert.Equal(["Please fill this in."], other.Problems());
    }

    [Fact]
    public async Task A_pasted_list_takes_the_place_of_the_audience_and_is_not_shown_again()
    {
        var builder = Open();
        Write(builder);
        GoTo(builder, CampaignStep.Audience);
        builder.FindAll("input[name=from]")[1].Click();
        builder.Find("#list").Change("an@lijst.example\nno address\njan@lijst.example");
        GoTo(builder, CampaignStep.Mail);

        builder.Find("form").Submit();

        builder.WaitForAssertion(() => Assert.NotNull(Saved));
        Assert.Equal(1, Saved!.UnreadableAddresses);
        var view = await SavedAsync();
        Assert.Equal(2, view.List!.Count);
        var again = Open(view, CampaignStep.Send);
        Assert.Equal("List of addresses: 2", again.Find("[data-summary=audience]").TextContent);
        GoTo(again, CampaignStep.Audience);
        Assert.DoesNotContain("lijst.example", again.Markup, StringComparison.Ordinal);
        Assert.Contains("Saved addresses: 2.", again.Markup, StringComparison.Ordinal);

        GoTo(again, CampaignStep.Message);
        again.Find("#name").Change("Other name");
        again.Find("[data-act=save]").Click();
        await Eventually.HoldsAsync(async () => (await SavedAsync()).Campaign.Name == "Other name");
        Assert.Equal(2, (await SavedAsync()).List!.Count);
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
    public async Task What_is_saved_is_a_line_a_step_and_each_leads_to_its_fields()
    {
        var builder = Open();
        Write(builder);
        builder.Find("form").Submit();
        builder.WaitForAssertion(() => Assert.NotNull(Saved));

        var saved = Open(await SavedAsync(), CampaignStep.Send);

        Assert.Equal("Project offer · E-mail · P-7", saved.Find("[data-summary=message]").TextContent);
        Assert.Equal("Everybody in the registry, without restriction", saved.Find("[data-summary=audience]").TextContent);
        Assert.Contains("Dutch – ", saved.Find("[data-summary=mail]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["message", "audience", "mail"], saved.FindAll(".draft-summary a").Select(link => link.GetAttribute("href")!.Split("step=")[^1]));
        Assert.Equal(["message", "audience", "mail"], Ticked(saved));
        // Nothing was changed: there is nothing to save, and the way on saves nothing.
        GoTo(saved, CampaignStep.Mail);
        Assert.Equal("Check and send", saved.Find("button[type=submit]").TextContent.Trim());
        GoTo(saved, CampaignStep.Message);
        Assert.Empty(saved.FindAll("[data-act=save]"));
        saved.Find("#offer").Change("P-8");
        Assert.NotEmpty(saved.FindAll("[data-act=save]"));
        GoTo(saved, CampaignStep.Send);
        Assert.StartsWith("Your changes are not saved yet", saved.Find(".notice.warning p").TextContent, StringComparison.Ordinal);
        Assert.True(saved.Find("[data-act=start]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task It_says_how_many_it_would_reach_before_anything_is_saved()
    {
        await CandidateAsync("an@voorbeeld.example");
        await CandidateAsync("jan@voorbeeld.example", "Jan");
        var builder = Open();

        builder.WaitForAssertion(() => Assert.Equal("Reaches ≈ 2 of 2", Reach()));
        builder.Choose("#kind", MessageKind.ServiceNews);
        // The old number is no answer to the new question.
        Assert.DoesNotContain("2 of 2", Reach(), StringComparison.Ordinal);
        builder.WaitForAssertion(() => Assert.Equal("Reaches ≈ 0 of 2", Reach()));
        GoTo(builder, CampaignStep.Audience);
        builder.Find("#skills").Change("Cobol");
        builder.WaitForAssertion(() => Assert.Equal("This audience is empty.", Reach()));
        Assert.Equal(3, (await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.CampaignPreviewed })).Total);

        string Reach() => builder.Find("[data-testid=reach]").TextContent.Trim();
    }

    [Fact]
    public async Task A_copy_says_the_same_under_another_name_and_is_a_campaign_of_its_own()
    {
        var made = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft
            {
                Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", MostPerMinute = 60, Audience = new Audience { Skills = ["Java"] },
                Texts = [new("nl", null, "Start in mei."), new("fr", null, "Dès mai."), new("en", null, "From May.")],
            },
            "cli:test");
        var other = (await Get<CampaignQueries>().FindAsync(made.Value!.Id))!;

        var builder = Open(copied: other);
        Assert.Equal("Copy of Java in Gent", builder.Find("#name").GetAttribute("value"));
        GoTo(builder, CampaignStep.Mail);
        builder.Find("form").Submit();

        builder.WaitForAssertion(() => Assert.NotNull(Saved));
        var copy = await SavedAsync();
        Assert.NotEqual(other.Campaign.Id, copy.Campaign.Id);
        Assert.Equal(("P-7", "Java", 60, other.Campaign.AudienceJson, 1), (copy.Campaign.OfferReference, copy.Campaign.MatchReason!.In("fr"), copy.Campaign.MostPerMinute!.Value, copy.Campaign.AudienceJson, copy.Campaign.Revision));
        Assert.Equal("Dès mai.", copy.Campaign.TextFor("fr").Message);
    }

    [Fact]
    public async Task A_copy_of_a_campaign_to_a_list_asks_for_a_list()
    {
        var made = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", List = ["an@lijst.example"], KeepsList = true }, "cli:test");
        await Get<StartCampaign>().CancelAsync(made.Value!.Id);
        var other = (await Get<CampaignQueries>().FindAsync(made.Value.Id))!;
        Assert.Equal((null, 1), (other.List, other.Campaign.ListLength!.Value));

        var builder = Open(copied: other, step: CampaignStep.Audience);

        Assert.Equal("", builder.Find("#list").GetAttribute("value") ?? "");
        builder.Find("form").Submit();
        Assert.Equal(["Please fill this in."], builder.Problems());
    }
}
