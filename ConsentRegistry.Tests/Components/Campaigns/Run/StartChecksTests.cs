using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Run;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Campaigns.Run;

/// <summary>The last look where everything is set up to send.</summary>
public sealed class StartChecksTests : PersonDialogTest
{
    public StartChecksTests()
    {
        SignIn(Role.Marketing);
        Services.AddSingleton(new SmtpOptions { Host = "mail.imalink.example", EnvelopeSender = "bounces@imalink.example" });
        Services.AddSingleton(new PublicOptions { BaseUrl = "https://consent.imalink.example" });
        Services.AddSingleton(new OrganisationOptions { Name = "Imalink NV", SenderEmail = "contact@imalink.example", ReplyToEmail = "contact@imalink.example" });
    }

    [Fact]
    public async Task Four_things_are_ticked_and_the_button_says_to_how_many_it_goes()
    {
        await CandidateAsync("an@voorbeeld.example");
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReason = "Java", MostPerMinute = 60 }, "cli:test");
        var id = saved.Value!.Id;
        await Get<PreviewCampaign>().ExecuteAsync(id);

        var host = Open<StartDialog>(new() { ["Campaign"] = (await Get<CampaignQueries>().FindAsync(id))!.Campaign });

        Assert.Equal(["server", "count", "texts", "sending"], host.FindAll(".send-checks .fine").Select(check => check.GetAttribute("data-check")));
        Assert.Equal(["It is sent from contact@imalink.example, through the mail server mail.imalink.example."], Said("server"));
        Assert.Equal(["Written in: Dutch, French, English; the unsubscribe link is included.", "No test mail was sent since the last change."], Said("texts"));
        Assert.Equal(["Sending is not locked.", "At most 60 per minute."], Said("sending"));
        Assert.Equal("Send to 1 person", host.Find("button[type=submit]").TextContent.Trim());

        IEnumerable<string> Said(string check) => host.FindAll($"[data-check={check}] p").Select(each => each.TextContent);
    }

    [Fact]
    public async Task A_language_that_does_not_say_why_the_project_fits_is_named()
    {
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java in Gent", OfferReference = "P-7", MatchReasons = new Dictionary<string, string> { ["nl"] = "Uw Java" } }, "cli:test");

        var host = Open<StartDialog>(new() { ["Campaign"] = (await Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.Campaign });

        Assert.Equal(
            "“Why it fits” is missing in: French, English. Readers of that language get the offer only if they opted in, and without a reason.",
            host.Find(".send-checks .open[data-check=texts] p").TextContent);
    }
}
