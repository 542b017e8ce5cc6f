using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Components.Shared.Forms;

namespace ConsentRegistry.Tests.Components.Campaigns.Run;

/// <summary>An address that nobody in the registry has is called that, from the count to the report, and by the list check in the same words.</summary>
public sealed class UnknownAddressTests : PersonDialogTest
{
    private const string Stranger = "Not in the registry: we do not know whose address this is, so we have no reason to write to it.";
    private const string Untold = "This person has not yet been told where we got their data and what we do with them. Send the privacy notice first, or along with this message.";

    [Fact]
    public async Task The_count_tells_strangers_from_people_who_were_not_told()
    {
        var campaign = await DraftAsync();
        var panel = Render<CountPanel>(each => each.Add(p => p.Campaign, campaign).Add(p => p.Last, DraftCheckState.None));

        await panel.Find("button").ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Equal(
            [(Stranger, "−2"), (Untold, "−1")],
            panel.FindAll(".funnel tr.block").Select(row => (row.QuerySelector("th")!.TextContent, row.QuerySelector("td")!.TextContent))));
        var counted = (await Get<PreviewCampaign>().ExecuteAsync(campaign)).Value!;
        Assert.Equal((2, 1), (counted.ByCode[DecisionCode.NoticeMissing], counted.ByCode[DecisionCode.NoBasis]));
    }

    [Fact]
    public async Task Progress_report_and_start_page_tell_them_apart_and_the_report_can_show_either()
    {
        var id = await DraftAsync();
        await Get<StartCampaign>().StartAsync(id);
        await Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);
        var campaign = (await Get<CampaignQueries>().FindAsync(id))!.Campaign;

        var progress = Render<ProgressPanel>(each => each.Add(p => p.Campaign, id));
        progress.WaitForAssertion(() => Assert.Equal([Stranger, Untold], progress.FindAll(".funnel tr.block th").Select(each => each.TextContent)));

        var report = Render<DeliveriesTable>(each => each.Add(p => p.Campaign, campaign).Add(p => p.Page, 1));
        report.WaitForAssertion(() => Assert.Equal(["NoticeMissing", "NotInRegistry"], report.FindComponents<SelectField<string>>().Single(each => each.Instance.Id == "code").Instance.Options));
        Assert.Equal([("info@elders.example", Stranger), ("niemand@elders.example", Stranger)], await ToldAsync(DecisionReason.OfNobody));
        Assert.Equal([("els@voorbeeld.example", Untold)], await ToldAsync(new(DecisionCode.NoticeMissing)));
        Assert.Equal(3, (await ToldAsync(null)).Count);
        Assert.Equal(
            [(DecisionReason.OfNobody, 2), (new DecisionReason(DecisionCode.NoticeMissing), 1)],
            await Get<HandOverQueries>().BlockedByReasonAsync());

        async Task<IReadOnlyList<(string, string)>> ToldAsync(DecisionReason? reason) => [..
            (await Get<CampaignQueries>().DeliveriesAsync(id, null, reason, 0, 10, readable: true)).Rows
                .OrderBy(row => row.Address).Select(row => (row.Address, row.Reason!.Value.SentenceIn(new("en"))))];
    }

    [Theory]
    [InlineData("NoticeMissing", DecisionCode.NoticeMissing, false)]
    [InlineData("NotInRegistry", DecisionCode.NoBasis, true)]
    [InlineData("Zomaar", null, false)]
    [InlineData("99", null, false)]
    [InlineData(null, null, false)]
    public void An_address_bar_names_a_reason_or_none(string? word, DecisionCode? code, bool isOfNobody) =>
        Assert.Equal(code is { } named ? new DecisionReason(named, isOfNobody) : null, DeliveriesTable.ReasonOf(word));

    /// <summary>A list with a person whose notice is due, and two addresses of nobody.</summary>
    private async Task<Guid> DraftAsync()
    {
        var els = await Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = "Els",
                FamilyName = "Maes",
                Relationship = Relationship.CandidateSourced,
                Source = AcquisitionSource.CvMatch,
                Moment = CollectionMoment.ProjectBid,
                Addresses = [Address.Read("els@voorbeeld.example")!],
                AcquiredOn = BrusselsTime.DayOf(Clock.Now),
            },
            "cli:test");
        Assert.Null(els.Refusal);
        var saved = await Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft
            {
                Name = "Java in Gent",
                OfferReference = "P-7",
                MatchReason = "Java",
                Channel = Channel.Email,
                List = ["els@voorbeeld.example", "niemand@elders.example", "info@elders.example"],
            },
            "cli:test");
        return saved.Value!.Id;
    }
}
