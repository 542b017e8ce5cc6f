using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Preferences;

public sealed class LogContactTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_new_person_comes_with_permission_opt_ins_and_the_proof_of_both()
    {
        var logged = await LogAsync(Contact() with
        {
            Agreed = [new AgreedTopic(Topic.Events, Channel.Email, "Ja, nodig mij uit")],
            PolicyVersion = "v3",
            How = "Phone",
            Evidence = new Evidence("Belde op 16 maart"),
        });

        Assert.True(logged.IsNew);
        Assert.Equal(0, logged.Unproven);
        var view = (await registry.Get<PeopleQueries>().FindAsync(logged.Person))!;
        Assert.Equal(AcquisitionSource.AdResponse, view.Standing.Permission!.Source);
        var optIn = Assert.Single(view.Standing.OptIns);
        Assert.Equal((Topic.Events, Channel.Email, true, false), (optIn.Topic, optIn.Channel, optIn.Proven, optIn.StartedByPerson));
        Assert.Equal(registry.Clock.Now, optIn.At);
        Assert.Equal("Belde op 16 maart", Of(view, LedgerEventType.ContactPermissionRecorded).EvidenceText);
        Assert.Equal("Belde op 16 maart", Of(view, LedgerEventType.OptInRecorded).EvidenceText);
        Assert.Equal(DecisionCode.ContactPermission, (await registry.DecideAsync(An)).Code);
    }

    [Fact]
    public async Task Where_no_permission_arises_the_proof_goes_with_the_source_and_the_site_stays()
    {
        var logged = await LogAsync(Contact(about => about with { Source = AcquisitionSource.Referral, Site = "Jaarbeurs" }) with { Evidence = new Evidence("Jan noemde haar") });

        var view = (await registry.Get<PeopleQueries>().FindAsync(logged.Person))!;
        Assert.Null(view.Standing.Permission);
        var payload = Of(view, LedgerEventType.AcquisitionRecorded);
        Assert.Equal(("Jan noemde haar", "Jaarbeurs"), (payload.EvidenceText, payload.Site));
    }

    [Fact]
    public async Task A_known_person_keeps_who_she_is_and_gets_the_contact()
    {
        var person = await registry.CandidateAsync(An);
        registry.Clock.Advance(TimeSpan.FromDays(40));
        var logged = await LogAsync(Contact(about => about with { GivenName = "Iemand", Source = AcquisitionSource.OwnInitiative }) with { Known = person });

        Assert.Equal((person, false), (logged.Person, logged.IsNew));
        var view = (await registry.Get<PeopleQueries>().FindAsync(person))!;
        Assert.Equal("An", view.Person.GivenName);
        Assert.Equal(BrusselsTime.DayOf(registry.Clock.Now), view.Standing.Permission!.LastOwnContactOn);
        Assert.Equal(2, view.Person.Acquisitions.Count);
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_not_added_by_the_way()
    {
        var person = await registry.CandidateAsync(An);
        await registry.CandidateAsync("bo@voorbeeld.example", "Bo");
        var contact = Contact(about => about with { Addresses = [Address.Read("bo@voorbeeld.example")!] }) with { Known = person };

        Assert.Equal(Refusal.KnownPerson, (await registry.Get<LogContact>().ExecuteAsync(contact, TestRegistry.By)).Refusal);
        Assert.Single((await registry.Get<PeopleQueries>().FindAsync(person))!.ContactPoints);
    }

    [Fact]
    public async Task A_new_address_of_whoever_said_no_is_barred_with_the_others()
    {
        var person = await registry.CandidateAsync(An);
        await registry.Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, TestRegistry.By);

        await LogAsync(Contact(about => about with { Addresses = [Address.Read("an@elders.example")!] }) with { Known = person });

        Assert.NotEmpty((await registry.Get<SuppressionList>().EntriesOfAsync([Address.Read("an@elders.example")!]))[Address.Read("an@elders.example")!]);
    }

    [Fact]
    public async Task A_known_person_referred_by_somebody_gets_no_younger_permission()
    {
        var person = await registry.CandidateAsync(An);
        var before = BrusselsTime.DayOf(registry.Clock.Now);
        registry.Clock.Advance(TimeSpan.FromDays(40));
        await LogAsync(Contact(about => about with { Source = AcquisitionSource.Referral }) with { Known = person });

        Assert.Equal(before, (await registry.Get<PeopleQueries>().FindAsync(person))!.Standing.Permission!.LastOwnContactOn);
    }

    [Fact]
    public async Task Of_an_earlier_day_the_opt_in_counts_from_its_beginning()
    {
        var day = BrusselsTime.DayOf(registry.Clock.Now).AddDays(-3);
        var logged = await LogAsync(Contact(about => about with { AcquiredOn = day }) with { Agreed = [new AgreedTopic(Topic.Events, Channel.Email, "Ja")] });

        Assert.Equal(BrusselsTime.StartOf(day), Assert.Single((await registry.Get<PeopleQueries>().FindAsync(logged.Person))!.Standing.OptIns).At);
        Assert.Equal(1, logged.Unproven);
    }

    [Fact]
    public async Task It_lifts_no_bar_of_a_known_person_and_none_of_an_address()
    {
        var person = await registry.CandidateAsync(An);
        await registry.Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, TestRegistry.By);
        await registry.Get<RecordOptOut>().ExecuteAsync(Address.Read("bo@voorbeeld.example")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, TestRegistry.By);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        var agreed = new[] { new AgreedTopic(Topic.Projects, Channel.Email, "Ja") };

        await LogAsync(Contact() with { Known = person, Agreed = agreed, PolicyVersion = "v3", How = "Letter", Evidence = new Evidence("brief") });
        var other = await LogAsync(Contact(about => about with { Addresses = [Address.Read("bo@voorbeeld.example")!] }) with { Agreed = agreed, PolicyVersion = "v3", How = "Letter", Evidence = new Evidence("brief") });

        Assert.Equal((DecisionCode.OptedOutAll, RuleId.G08), Of(await registry.DecideAsync(An)));
        Assert.Equal((DecisionCode.OptedOutAll, RuleId.G08), Of(await registry.DecideAsync("bo@voorbeeld.example")));
        Assert.NotEmpty((await registry.Get<PeopleQueries>().FindAsync(other.Person))!.Standing.Bars);
    }

    [Fact]
    public async Task One_opt_in_that_is_refused_leaves_nothing_of_the_whole_contact()
    {
        var outcome = await registry.Get<LogContact>().ExecuteAsync(Contact() with { Agreed = [new AgreedTopic(Topic.Events, Channel.Sms, "Ja")] }, TestRegistry.By);

        Assert.Equal(Refusal.NoAddressForChannel, outcome.Refusal);
        Assert.Equal(0, (await registry.Get<PeopleQueries>().ListAsync(new PeopleFilter())).Total);
        await using var database = registry.Database();
        Assert.Empty(database.LedgerEvents);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_at_once_is_recorded_once()
    {
        var contact = Contact(about => about with { SharesAddress = true }) with { Act = Guid.CreateVersion7(registry.Clock.Now), Agreed = [new AgreedTopic(Topic.Events, Channel.Email, "Ja")] };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => registry.Get<LogContact>().ExecuteAsync(contact, TestRegistry.By))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.Equal(Refusal.AlreadyRecorded, outcomes.Single(outcome => !outcome.IsDone).Refusal);
        Assert.Equal(1, (await registry.Get<PeopleQueries>().ListAsync(new PeopleFilter())).Total);
        await using var database = registry.Database();
        Assert.All(database.LedgerEvents, each => Assert.Equal(contact.Act, each.ActId));
    }

    [Fact]
    public async Task A_form_about_a_known_person_that_is_sent_again_adds_nothing_and_another_form_does()
    {
        var contact = Contact() with { Known = await registry.CandidateAsync(An), Act = Guid.CreateVersion7(registry.Clock.Now) };
        await LogAsync(contact);

        Assert.Equal(Refusal.AlreadyRecorded, (await registry.Get<LogContact>().ExecuteAsync(contact, TestRegistry.By)).Refusal);
        await LogAsync(contact with { Act = Guid.CreateVersion7(registry.Clock.Now) });
        Assert.Equal(3, (await registry.Get<PeopleQueries>().FindAsync(contact.Known.Value))!.Person.Acquisitions.Count);
    }

    [Fact]
    public async Task A_form_that_is_sent_again_after_a_merge_bars_the_record_that_stays()
    {
        var contact = Contact() with { Act = Guid.CreateVersion7(registry.Clock.Now) };
        var logged = await LogAsync(contact);
        var kept = await registry.CandidateAsync("bo@voorbeeld.example");
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(logged.Person, kept, TestRegistry.By)).IsDone);
        // What goes on to whoever has the address was cut off.
        await registry.Get<RecordBar>().ExecuteAsync(
            [
                new BarAct(JournalKind.Bar, LedgerEventType.OptOutAll, Guid.Empty, [Address.Read(An)!])
                {
                    ActId = Guid.CreateVersion7(registry.Clock.Now), Reason = SuppressionReason.OptOut, ReceivedAt = registry.Clock.Now, EntryPoint = EntryPoint.CommandLine, Operator = TestRegistry.By,
                },
            ],
            TestContext.Current.CancellationToken);

        Assert.Equal(Refusal.AlreadyRecorded, (await registry.Get<LogContact>().ExecuteAsync(contact, TestRegistry.By)).Refusal);
        Assert.NotEmpty((await registry.Get<PeopleQueries>().FindAsync(kept))!.Standing.Bars);
    }

    [Fact]
    public async Task A_notice_that_is_sent_again_is_recorded_once()
    {
        var notice = new NewNotice(await registry.CandidateAsync(An), "v4", BrusselsTime.DayOf(registry.Clock.Now)) { Act = Guid.CreateVersion7(registry.Clock.Now) };

        Assert.True((await registry.Get<RecordNotice>().ExecuteAsync(notice, TestRegistry.By)).IsDone);
        Assert.Equal(Refusal.AlreadyRecorded, (await registry.Get<RecordNotice>().ExecuteAsync(notice, TestRegistry.By)).Refusal);
    }

    [Theory]
    [InlineData(Refusal.KnownPerson)]
    [InlineData(Refusal.InFuture)]
    [InlineData(Refusal.SourceMissing)]
    [InlineData(Refusal.PersonNotFound)]
    public async Task What_cannot_be_is_refused_by_name(Refusal refusal)
    {
        await registry.CandidateAsync(An);
        var contact = refusal switch
        {
            Refusal.InFuture => Contact(about => about with { AcquiredOn = about.AcquiredOn.AddDays(1), SharesAddress = true }),
            Refusal.SourceMissing => Contact(about => about with { Source = null }),
            Refusal.PersonNotFound => Contact() with { Known = Guid.CreateVersion7(registry.Clock.Now) },
            _ => Contact(),
        };

        Assert.Equal(refusal, (await registry.Get<LogContact>().ExecuteAsync(contact, TestRegistry.By)).Refusal);
    }

    private NewContact Contact(Func<NewPerson, NewPerson>? but = null)
    {
        var about = new NewPerson
        {
            GivenName = "An",
            FamilyName = "Peeters",
            Relationship = Relationship.CandidateApplied,
            Source = AcquisitionSource.AdResponse,
            Moment = CollectionMoment.JobApplication,
            Addresses = [Address.Read(An)!],
            AcquiredOn = BrusselsTime.DayOf(registry.Clock.Now),
            NoticeVersion = "v3",
            ObjectionOffered = true,
        };
        return new NewContact(but is null ? about : but(about));
    }

    private async Task<LoggedContact> LogAsync(NewContact contact)
    {
        var outcome = await registry.Get<LogContact>().ExecuteAsync(contact, TestRegistry.By);
        Assert.True(outcome.IsDone, $"{outcome.Refusal}");
        return outcome.Value;
    }

    private static EventPayload Of(PersonView view, LedgerEventType type) => view.Timeline.First(entry => entry.Event.Type == type).Payload!;

    private static (DecisionCode, RuleId) Of(SendDecision decision) => (decision.Code, decision.Rule);
}
