using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Preferences;

/// <summary>A contact that was logged by mistake: what goes, what stays, and when it is too late.</summary>
public sealed class TakeBackContactTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";
    private const string Elsewhere = "an@elders.example";

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_person_whom_only_the_contact_made_is_gone_and_the_chain_stays_whole()
    {
        var logged = await LogAsync(Contact());

        var taken = await TakeBackAsync(logged);

        Assert.Equal(new ContactTakenBack(logged.Person, IsGone: true), taken.Value);
        Assert.Null(await registry.Get<PeopleQueries>().FindAsync(logged.Person));
        Assert.Equal((DecisionCode.NoticeMissing, RuleId.G10), Of(await registry.DecideAsync(An)));
        await AssertSoundAsync();
        await using var database = registry.Database();
        Assert.Equal([LedgerEventType.PersonErased, LedgerEventType.ContactTakenBack], await database.LedgerEvents.OrderByDescending(each => each.Sequence).Select(each => each.Type).Take(2).ToListAsync());
        Assert.False(await database.Set<LedgerPayload>().AnyAsync());
    }

    [Fact]
    public async Task Of_somebody_known_the_permission_opt_ins_source_relationship_and_address_go()
    {
        var person = await registry.CandidateAsync(An);
        registry.Clock.Advance(TimeSpan.FromDays(40));
        var before = (await registry.Get<PeopleQueries>().FindAsync(person))!;
        var logged = await LogAsync(Contact(about => about with
        {
            Relationship = Relationship.CandidateSourced, Source = AcquisitionSource.CvMatch, Moment = CollectionMoment.ProjectBid, Addresses = [Address.Read(Elsewhere)!], NoticeVersion = null,
        }) with { Known = person });
        Assert.Equal(2, (await registry.Get<PeopleQueries>().FindAsync(person))!.ContactPoints.Count);

        var taken = await TakeBackAsync(logged);

        Assert.Equal(new ContactTakenBack(person, IsGone: false), taken.Value);
        var view = (await registry.Get<PeopleQueries>().FindAsync(person))!;
        Assert.Equal(before.Standing.Permission, view.Standing.Permission);
        Assert.Empty(view.Standing.OptIns);
        Assert.Equal(AcquisitionSource.AdResponse, Assert.Single(view.Person.Acquisitions).Source);
        Assert.Equal(Relationship.CandidateApplied, Assert.Single(view.Person.Relationships).Relationship);
        Assert.Equal(An, Assert.Single(view.ContactPoints).Address.Exact);
        Assert.Equal((DecisionCode.ContactPermission, RuleId.G16), Of(await registry.DecideAsync(An)));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task The_history_keeps_both_and_a_day_in_between_shows_what_held_then()
    {
        var person = await registry.CandidateAsync(An);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        var logged = await LogAsync(Contact() with { Known = person });
        var between = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await TakeBackAsync(logged);

        Assert.Single((await registry.Get<PeopleQueries>().FindAsync(person, between))!.Standing.OptIns);
        var types = (await registry.Get<PeopleQueries>().FindAsync(person))!.Timeline.Select(entry => entry.Event.Type).ToList();
        Assert.Contains(LedgerEventType.OptInRecorded, types);
        Assert.Equal(LedgerEventType.ContactTakenBack, types[0]);
    }

    [Fact]
    public async Task An_application_that_was_no_application_is_open_no_longer()
    {
        var person = await registry.CandidateAsync(An);
        var logged = await LogAsync(Contact(about => about with { ApplicationBegun = true }) with { Known = person });
        Assert.True((await registry.Get<PeopleQueries>().FindAsync(person))!.Standing.ApplicationOpen);

        await TakeBackAsync(logged);

        var standing = (await registry.Get<PeopleQueries>().FindAsync(person))!.Standing;
        Assert.False(standing.ApplicationOpen);
        Assert.Empty(standing.OwnActs);
    }

    [Fact]
    public async Task A_notice_that_was_recorded_with_it_goes_and_opens_nothing()
    {
        var person = await registry.CandidateAsync(An, but: each => each with { NoticeVersion = null });
        var logged = await LogAsync(Contact(about => about with { NoticeVersion = "v4" }) with { Known = person });

        await TakeBackAsync(logged);

        var standing = (await registry.Get<PeopleQueries>().FindAsync(person))!.Standing;
        Assert.False(standing.NoticeGiven);
        Assert.Empty(standing.PolicyVersions);
        Assert.Equal((DecisionCode.NoticeMissing, RuleId.G10), Of(await registry.DecideAsync(An)));
    }

    [Fact]
    public async Task A_notice_that_was_due_before_is_due_again()
    {
        var person = await registry.CandidateAsync(An, but: each => each with { Source = AcquisitionSource.Referral, NoticeVersion = null });
        var logged = await LogAsync(Contact(about => about with { NoticeVersion = "v4" }) with { Known = person });
        Assert.Equal(0, await NoticesDueAsync());

        await TakeBackAsync(logged);

        Assert.Equal(1, await NoticesDueAsync());
    }

    [Fact]
    public async Task What_merely_mentions_the_address_of_a_person_who_is_gone_stays()
    {
        var draft = new DraftKey("ada", "campaign", Guid.Empty);
        await registry.Get<DraftStore>().KeepAsync(draft, $"voor {An}");
        await SendAsync(null, DeliveryState.Listed, An);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        var logged = await LogAsync(Contact());

        Assert.True((await TakeBackAsync(logged)).Value!.IsGone);

        Assert.Equal($"voor {An}", (await registry.Get<DraftStore>().FindAsync(draft))?.Content);
        await using var database = registry.Database();
        Assert.Equal([An], (await database.Set<Campaign>().SingleAsync()).ListBy(registry.Get<ProtectedValues>()));
        var delivery = await database.Set<Delivery>().SingleAsync();
        Assert.Equal((DeliveryState.Listed, An), (delivery.State, delivery.AddressBy(registry.Get<ProtectedValues>())));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_of_before_is_made_anew(bool isKnown)
    {
        Guid? known = isKnown ? await registry.CandidateAsync(An) : null;
        var logged = await LogAsync(Contact() with { Known = known });
        var before = registry.Get<SuppressionIndex>().VersionOf(logged.Person, default);

        await TakeBackAsync(logged);

        Assert.NotEqual(before, registry.Get<SuppressionIndex>().VersionOf(logged.Person, default));
    }

    [Fact]
    public async Task A_source_that_is_gone_leaves_no_notice_due()
    {
        var person = await registry.CandidateAsync(An, but: each => each with { NoticeVersion = null });
        var logged = await LogAsync(Contact(about => about with { Source = AcquisitionSource.Referral, NoticeVersion = null }) with { Known = person });
        Assert.Equal(1, await NoticesDueAsync());

        await TakeBackAsync(logged);

        Assert.Equal(0, await NoticesDueAsync());
    }

    [Fact]
    public async Task A_bar_that_met_a_new_person_through_it_stays_on_every_address()
    {
        await registry.OptOutAsync(An);
        var logged = await LogAsync(Contact(about => about with { Addresses = [Address.Read(An)!, Address.Read(Elsewhere)!] }));

        Assert.True((await TakeBackAsync(logged)).Value!.IsGone);

        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(Elsewhere)).Code);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_bar_that_met_somebody_known_through_it_stays_on_the_person()
    {
        var person = await registry.CandidateAsync(An);
        await registry.OptOutAsync(Elsewhere);
        var logged = await LogAsync(Contact(about => about with { Addresses = [Address.Read(Elsewhere)!] }) with { Known = person });

        Assert.True((await TakeBackAsync(logged)).IsDone);

        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(Elsewhere)).Code);
    }

    [Fact]
    public async Task Only_whoever_logged_it_takes_it_back_or_the_privacy_officer()
    {
        var logged = await LogAsync(Contact());

        Assert.Equal(Refusal.EntryOfOthers, (await registry.Get<TakeBackContact>().ExecuteAsync(logged.Person, logged.Act, "cli:other")).Refusal);
        Assert.NotNull(await registry.Get<PeopleQueries>().FindAsync(logged.Person));
        Assert.True((await registry.Get<TakeBackContact>().ExecuteAsync(logged.Person, logged.Act, "dpo", ofAnybody: true)).IsDone);
    }

    [Fact]
    public async Task After_ten_minutes_it_is_too_late()
    {
        var (first, second) = (await LogAsync(Contact()), await LogAsync(Contact(about => about with { SharesAddress = true })));
        registry.Clock.Advance(TakeBackContact.Within);
        Assert.True((await TakeBackAsync(first)).IsDone);

        registry.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(Refusal.TooLateToTakeBack, (await TakeBackAsync(second)).Refusal);
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("opted out")]
    [InlineData("another contact")]
    [InlineData("merged")]
    [InlineData("written to")]
    [InlineData("written to as nobody")]
    public async Task Once_something_else_has_happened_to_the_person_it_stays(string what)
    {
        var logged = await LogAsync(Contact());
        switch (what)
        {
            case "edited":
                await registry.Get<EditPerson>().ExecuteAsync(logged.Person, new PersonChanges { City = "Gent" }, TestRegistry.By);
                break;
            case "opted out":
                await registry.Get<RecordOptOut>().ExecuteAsync(logged.Person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, TestRegistry.By);
                break;
            case "another contact":
                await LogAsync(Contact() with { Known = logged.Person });
                break;
            case "merged":
                Assert.True((await registry.Get<MergePeople>().ExecuteAsync(await registry.CandidateAsync("bo@voorbeeld.example"), logged.Person, TestRegistry.By)).IsDone);
                break;
            case "written to as nobody":
                // Frozen from a list while nobody had the address.
                await SendAsync(null, DeliveryState.Sent);
                break;
            default:
                await SendAsync(logged.Person, DeliveryState.Sent);
                break;
        }

        Assert.Equal(Refusal.HappenedSince, (await TakeBackAsync(logged)).Refusal);
        Assert.NotNull(await registry.Get<PeopleQueries>().FindAsync(logged.Person));
    }

    [Fact]
    public async Task A_message_that_was_held_back_told_nobody_anything()
    {
        var logged = await LogAsync(Contact());
        await SendAsync(logged.Person, DeliveryState.Blocked);

        Assert.True((await TakeBackAsync(logged)).IsDone);
    }

    [Fact]
    public async Task It_is_taken_back_once_and_nothing_but_a_contact_is()
    {
        var person = await registry.CandidateAsync(An);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.OptInAsync(person);
        var optIn = (await registry.Get<PeopleQueries>().FindAsync(person))!.Timeline[0].Event.ActId;
        Assert.Equal(Refusal.EntryNotFound, (await registry.Get<TakeBackContact>().ExecuteAsync(person, optIn, TestRegistry.By)).Refusal);
        Assert.Equal(Refusal.EntryNotFound, (await registry.Get<TakeBackContact>().ExecuteAsync(person, Guid.Empty, TestRegistry.By)).Refusal);
        Assert.Equal(Refusal.PersonNotFound, (await registry.Get<TakeBackContact>().ExecuteAsync(Guid.Empty, optIn, TestRegistry.By)).Refusal);

        var logged = await LogAsync(Contact() with { Known = person });
        Assert.True((await TakeBackAsync(logged)).IsDone);
        Assert.Equal(Refusal.EntryNotFound, (await TakeBackAsync(logged)).Refusal);
        // What was recorded by itself counts as before.
        Assert.Single((await registry.Get<PeopleQueries>().FindAsync(person))!.Standing.OptIns);
    }

    private Task<Result<ContactTakenBack>> TakeBackAsync(LoggedContact logged) => registry.Get<TakeBackContact>().ExecuteAsync(logged.Person, logged.Act, TestRegistry.By);

    private NewContact Contact(Func<NewPerson, NewPerson>? but = null)
    {
        var about = new NewPerson
        {
            GivenName = "An",
            FamilyName = "Peeters",
            Relationship = Relationship.CandidateApplied,
            Source = AcquisitionSource.OwnInitiative,
            Moment = CollectionMoment.JobApplication,
            Addresses = [Address.Read(An)!],
            AcquiredOn = BrusselsTime.DayOf(registry.Clock.Now),
            NoticeVersion = "v3",
            ObjectionOffered = true,
        };
        return new NewContact(but is null ? about : but(about))
        {
            Agreed = [new AgreedTopic(Topic.Events, Channel.Email, "Ja, nodig mij uit")],
            PolicyVersion = "v3",
            How = "Phone",
            Evidence = new Evidence("Belde op 16 maart"),
        };
    }

    private async Task<LoggedContact> LogAsync(NewContact contact)
    {
        var outcome = await registry.Get<LogContact>().ExecuteAsync(contact, TestRegistry.By);
        Assert.True(outcome.IsDone, $"{outcome.Refusal}");
        return outcome.Value;
    }

    private Task SendAsync(Guid? person, DeliveryState state, string? list = null) => registry.Get<RegistryWriter>().WriteAsync(async write =>
    {
        var campaign = new Campaign { Id = Guid.CreateVersion7(write.At), Name = "Java", CreatedAt = write.At, CreatedBy = TestRegistry.By };
        campaign.ProtectedList = list is null ? null : registry.Get<ProtectedValues>().Protect(list, AudienceReader.ListColumn, campaign.Id);
        var delivery = Guid.CreateVersion7(write.At);
        write.Context.AddRange(
            campaign,
            new Delivery
            {
                Id = delivery,
                CampaignId = campaign.Id,
                PersonId = person,
                ProtectedAddress = registry.Get<ProtectedValues>().Protect(An, Delivery.AddressColumn, delivery),
                MailboxIndex = registry.Get<ContactPointCipher>().IndexOf(Address.Read(An)!),
                State = state,
                DecidedAt = write.At,
            });
        await Task.CompletedTask;
    });

    private async Task<int> NoticesDueAsync()
    {
        await using var database = registry.Database();
        return await database.Set<Article14Notice>().CountAsync();
    }

    private async Task AssertSoundAsync() => Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);

    private static (DecisionCode, RuleId) Of(SendDecision decision) => (decision.Code, decision.Rule);
}
