using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns;

public sealed class CampaignTests : CampaignScene
{
    [Fact]
    public async Task Who_opted_out_has_no_file_and_a_reason_and_the_other_has_one()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        await registry.OptOutAsync(Jan);
        var campaign = await RunAsync(registry, Offer());

        var rows = await RowsAsync(registry, campaign);
        Assert.Equal((DeliveryState.Sent, DecisionCode.ContactPermission, RuleId.G16), Of(rows, An));
        Assert.Equal((DeliveryState.Blocked, DecisionCode.OptedOutAll, RuleId.G08), Of(rows, Jan));
        var mail = Assert.Single(Mails(registry));
        Assert.Contains(An, mail, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", mail, StringComparison.Ordinal);
        Assert.Equal(CampaignState.Finished, (await registry.Get<CampaignQueries>().FindAsync(campaign))!.Campaign.State);
    }

    [Fact]
    public async Task After_a_merge_the_messages_to_both_records_are_those_of_the_one_that_stays()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var gone = await registry.CandidateAsync(An);
        var kept = await registry.CandidateAsync(Jan);
        await RunAsync(registry, Offer());

        await registry.Get<MergePeople>().ExecuteAsync(gone, kept, TestRegistry.By);

        var messages = await registry.Get<CampaignQueries>().OfPersonAsync(kept);
        Assert.Equal([An, Jan], messages.Select(each => each.Delivery.Address).Order());
        Assert.All(messages, each => Assert.Equal(DeliveryState.Sent, each.Delivery.State));
    }

    [Fact]
    public async Task A_sourced_candidate_gets_a_first_offer_only_when_it_carries_the_notice_and_then_the_next_without()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An, but: each => each with
        {
            Relationship = Relationship.CandidateSourced, Source = AcquisitionSource.CvMatch, Moment = CollectionMoment.ProjectBid, NoticeVersion = null, ObjectionOffered = false,
        });
        var plain = await RunAsync(registry, Offer());
        Assert.Equal((DeliveryState.Blocked, DecisionCode.NoticeMissing, RuleId.G10), Of(await RowsAsync(registry, plain), An));
        var first = await RunAsync(registry, Offer() with { CarriesNotice = true });
        Assert.Equal((DeliveryState.Sent, DecisionCode.ContactPermission, RuleId.G16), Of(await RowsAsync(registry, first), An));
        Assert.True((await registry.Get<PeopleQueries>().FindAsync(person))!.Standing.NoticeGiven);
        var second = await RunAsync(registry, Offer());
        Assert.Equal(DeliveryState.Sent, Of(await RowsAsync(registry, second), An).State);
    }

    [Fact]
    public async Task The_cap_blocks_the_fifth_message_within_thirty_days_and_not_the_one_after()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(DeliveryState.Sent, Of(await RowsAsync(registry, await RunAsync(registry, Offer())), An).State);
        }

        Assert.Equal((DeliveryState.Blocked, DecisionCode.FrequencyCapped, null), Of(await RowsAsync(registry, await RunAsync(registry, Offer())), An));
        registry.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        Assert.Equal(DecisionCode.FrequencyCapped, Of(await RowsAsync(registry, await RunAsync(registry, Offer())), An).Code);
        registry.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(DeliveryState.Sent, Of(await RowsAsync(registry, await RunAsync(registry, Offer())), An).State);
    }

    [Fact]
    public async Task An_opt_out_between_decision_and_hand_over_stops_the_mail()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var id = await StartAsync(registry, Offer());
        var campaign = (await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign;
        await registry.Get<FreezeAudience>().ExecuteAsync(campaign, WorkSlice.Whole, CancellationToken.None);
        await RunsAsync(registry, id);
        var claimed = await registry.Get<ClaimDeliveries>().ExecuteAsync(campaign, 10, CancellationToken.None);
        await registry.OptOutAsync(An, "topic:Projects");
        var result = await registry.Get<HandOverMail>().ExecuteAsync(campaign, claimed.Allowed[0], CancellationToken.None);
        Assert.Null(result.Outcome);
        Assert.Empty(Mails(registry));
    }

    [Fact]
    public async Task A_list_is_checked_address_by_address_and_nobody_twice()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.OptOutAsync(Jan);
        var campaign = await RunAsync(registry, Offer() with { List = [An, "AN+jobs@voorbeeld.example", Jan, "niemand@elders.example", "geen adres"] });
        var rows = await RowsAsync(registry, campaign);
        Assert.Equal(3, rows.Count);
        Assert.Equal(DeliveryState.Sent, Of(rows, An).State);
        Assert.Equal((DeliveryState.Blocked, DecisionCode.OptedOutAll, RuleId.G08), Of(rows, Jan));
        Assert.Equal((DeliveryState.Blocked, DecisionCode.NoticeMissing, RuleId.G10), Of(rows, "niemand@elders.example"));
    }

    [Fact]
    public async Task A_campaign_for_a_list_that_is_gone_pauses_and_never_takes_everybody_instead()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(Jan);
        var campaign = await StartAsync(registry, Offer() with { List = [An] });
        await using (var database = registry.Database())
        {
            await database.Set<Campaign>().ExecuteUpdateAsync(set => set.SetProperty(each => each.ProtectedList, (byte[]?)null), TestContext.Current.CancellationToken);
        }

        Assert.Null(await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None));

        var progress = (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!;
        Assert.Equal((CampaignState.Paused, PauseReason.ListGone), (progress.State, progress.PausedBecause));
        Assert.Empty(await RowsAsync(registry, campaign));
    }

    [Fact]
    public async Task Each_reader_is_told_why_it_fits_in_their_language_and_gets_no_offer_where_it_is_not_said_in_theirs()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes", person => person with { Language = "fr" });
        await registry.CandidateAsync("els@voorbeeld.example", "Els", "Wouters", person => person with { Language = "en" });
        var offer = Offer() with { MatchReason = null, MatchReasons = new Dictionary<string, string> { ["nl"] = "Uw ervaring met Java", ["fr"] = "Votre pratique de Java" } };

        foreach (var draft in new[] { offer, offer with { List = [An, Jan, "els@voorbeeld.example"] } })
        {
            var rows = await RowsAsync(registry, await RunAsync(registry, draft));

            Assert.Equal("Uw ervaring met Java", rows.Single(row => row.Address == An).MatchReason);
            Assert.Equal("Votre pratique de Java", rows.Single(row => row.Address == Jan).MatchReason);
            Assert.Equal((DeliveryState.Sent, DecisionCode.ContactPermission, RuleId.G16), Of(rows, Jan));
            Assert.Equal((DeliveryState.Blocked, DecisionCode.PermissionNotConsent, RuleId.G16), Of(rows, "els@voorbeeld.example"));
        }
    }

    [Fact]
    public async Task The_languages_that_do_not_say_why_it_fits_are_known_before_it_is_sent()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var names = 0;

        Assert.Empty(await WithoutReasonAsync(Offer()));
        var inDutch = Offer() with { MatchReason = null, MatchReasons = new Dictionary<string, string> { ["nl"] = "Uw Java" } };
        Assert.Equal(["en", "fr"], await WithoutReasonAsync(inDutch));
        // What somebody was chosen by is a reason as well; an address of a list was not chosen.
        Assert.Empty(await WithoutReasonAsync(inDutch with { Audience = new Audience { Skills = ["Java"] } }));
        Assert.Equal(2, (await WithoutReasonAsync(inDutch with { Audience = new Audience { Skills = ["Java"] }, List = [An] })).Count);
        Assert.Empty(await WithoutReasonAsync(new CampaignDraft { Kind = MessageKind.Feedback }));

        async Task<IReadOnlyList<string>> WithoutReasonAsync(CampaignDraft draft)
        {
            var saved = await registry.Get<SaveCampaign>().ExecuteAsync(draft with { Name = $"Java {names++}" }, TestRegistry.By);
            return [.. (await registry.Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.Campaign.LanguagesWithoutReason().Order()];
        }
    }

    [Fact]
    public async Task A_text_without_a_way_out_is_not_saved()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(
            Offer() with { Texts = [new CampaignTextDraft("nl", "Project", "Hallo", "Dag {{givenName}}", "<p>Dag</p>")] }, TestRegistry.By);
        Assert.Contains(saved.Value!.Problems, problem => problem.Code == MailTemplateProblemCode.WayOutMissing);
        Assert.Equal(0, (await registry.Get<CampaignQueries>().ListAsync(0, 10)).Total);
    }

    [Fact]
    public async Task Pause_keeps_the_queue_resume_goes_on_and_cancel_ends_it()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var id = await StartAsync(registry, Offer());
        Assert.Equal(CampaignState.Paused, (await registry.Get<StartCampaign>().PauseAsync(id)).Value);
        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);
        Assert.Empty(Mails(registry));
        await registry.Get<StartCampaign>().ResumeAsync(id);
        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);
        Assert.Single(Mails(registry));
        Assert.Equal(Refusal.CampaignNotRunning, (await registry.Get<StartCampaign>().CancelAsync(id)).Refusal);
    }

    [Fact]
    public async Task Whoever_comes_into_the_registry_while_a_campaign_is_under_way_is_in_the_next_one()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        var id = await StartAsync(registry, Offer() with { MostPerMinute = 1 });
        await registry.Get<DeliverCampaign>().ExecuteSliceAsync(id, WorkSlice.Longest, CancellationToken.None);
        Assert.Single(Mails(registry));

        Assert.Equal(CampaignState.Paused, (await registry.Get<StartCampaign>().PauseAsync(id)).Value);
        await registry.CandidateAsync("els@voorbeeld.example", "Els", "Wouters");
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        // Its audience is whole: nothing has to be gathered before it goes on.
        Assert.Equal(CampaignState.Running, (await registry.Get<StartCampaign>().ResumeAsync(id)).Value);
        Assert.Null(await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None));

        Assert.Equal([An, Jan], (await RowsAsync(registry, id)).Select(row => row.Address).Order());
        Assert.Equal(2, Mails(registry).Count);
    }

    [Fact]
    public async Task A_stored_decision_is_replayed_by_decide()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var row = Assert.Single(await RowsAsync(registry, await RunAsync(registry, Offer())));
        Assert.DoesNotContain("voorbeeld", row.FactsJson!, StringComparison.Ordinal);
        Assert.Equal(row.Code, SendGate.Decide(SendFactsReader.Read(row.FactsJson!)).Code);
    }

    [Fact]
    public async Task A_phone_list_leaves_out_who_opted_out_since_it_was_made()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.Get<GateSettingsStore>().ChangeAsync(
            RegistrySettings.Shipped with
            {
                Gate = GateSettings.Shipped with { RobinsonMaxAgeDays = null, AssessedRoutes = [new AssessedRoute(Relationship.CandidateApplied, MessageKind.ProjectOffer, Channel.Post, "LIA-1")] },
            },
            "assessed", TestRegistry.By);
        foreach (var (name, street) in new[] { ("An", "Kerkstraat 1, 9000 Gent"), ("Jan", "Kerkstraat 2, 9000 Gent") })
        {
            await registry.CandidateAsync(An, name, but: each => each with { Addresses = [Address.OfPost(street)!] });
        }

        var campaign = await RunAsync(registry, Offer() with { Channel = Channel.Post });
        Assert.Equal(2, (await registry.Get<CampaignQueries>().CountsAsync(campaign)).Of(DeliveryState.Listed));
        var an = (await registry.Get<PeopleQueries>().ListAsync(new PeopleFilter { Text = "An" })).Rows[0].Id;
        await registry.Get<RecordOptOut>().ExecuteAsync(an, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, TestRegistry.By);
        using var list = new MemoryStream();
        Assert.Equal(1, (await registry.Get<ExportCampaignList>().ListAsync(campaign, list, new ExportFormat(new("nl"), ExportNames.Technical))).Value);
        var text = System.Text.Encoding.UTF8.GetString(list.ToArray());
        Assert.Contains("Kerkstraat 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kerkstraat 1", text, StringComparison.Ordinal);
    }
}
