using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Suppressions.Doubts;

/// <summary>Words of a file that may be refusals: what counts from the moment they stand in the registry.</summary>
public sealed class OpenDoubtsTests : DoubtScene
{
    [Theory]
    [InlineData("all", "Block InDoubt G-09")]
    [InlineData("topic:Projects", "Block InDoubt G-09")]
    [InlineData("topic:Projects:Email", "Block InDoubt G-09")]
    [InlineData("channel:Email", "Block InDoubt G-09")]
    [InlineData("topic:Events", "Allow ContactPermission G-16")]
    [InlineData("channel:Sms", "Allow ContactPermission G-16")]
    public async Task A_doubt_counts_as_a_no_to_its_scope_and_to_nothing_else(string scope, string expected)
    {
        Assert.Equal("Allow ContactPermission G-16", await DecidedAsync());

        Assert.Equal(1, await OpenAsync(Word(Person, scope: scope)));

        Assert.Equal(expected, await DecidedAsync());
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_doubt_is_about_every_address_of_the_person_also_one_that_comes_later()
    {
        await OpenAsync(Word(Person));

        await Get<EditPerson>().ExecuteAsync(Person, new PersonChanges { AddAddresses = [Address.Read("an@elders.example")!] }, TestRegistry.By);

        Assert.Equal("Block InDoubt G-09", await DecidedAsync("an@elders.example"));
    }

    [Fact]
    public async Task Whoever_shares_the_address_is_not_written_to_at_it()
    {
        await Registry.CandidateAsync(An, "Jan", "Maes", person => person with { SharesAddress = true, Addresses = [Address.Read(An)!, Address.Read("jan@voorbeeld.example")!] });

        await OpenAsync(Word(Person));

        Assert.Equal("Block InDoubt G-09", await DecidedAsync(An));
        Assert.Equal("Allow ContactPermission G-16", await DecidedAsync("jan@voorbeeld.example"));
    }

    [Fact]
    public async Task A_decision_that_was_made_before_is_made_anew_at_hand_over()
    {
        var loader = Get<SendFactsLoader>();
        var loaded = (await loader.LoadAsync(new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email }, [Address.Read(An)!], Registry.Clock.Now))[0];

        await OpenAsync(Word(Person));

        Assert.NotEqual(loaded.Version, loader.VersionNow(loaded.Address, loaded.People));
    }

    [Fact]
    public async Task A_doubt_received_a_moment_after_the_decision_took_its_instant_still_counts()
    {
        var before = Registry.Clock.Now;
        Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        await OpenAsync(Word(Person));

        var message = new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };
        var loaded = await Get<SendFactsLoader>().LoadAsync(message, [Address.Read(An)!], before);

        Assert.Equal(new SendDecision(DecisionCode.InDoubt, RuleId.G09), loaded[0].Decide());
    }

    [Fact]
    public async Task A_date_in_the_future_counts_as_now_so_that_no_opt_in_of_today_comes_after_it()
    {
        await OpenAsync(Word(Person) with { ReceivedAt = Registry.Clock.Now.AddYears(1) });
        Assert.Equal(Registry.Clock.Now, Assert.Single((await StandingAsync(Person)).Doubts).At);

        Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await OwnOptInAsync(Person);

        Assert.Equal("Allow OptIn G-12", await DecidedAsync());
    }

    [Fact]
    public async Task An_own_opt_in_lifts_an_earlier_doubt_for_its_topic_and_no_opt_in_by_staff_does()
    {
        await OpenAsync(Word(Person));
        Registry.Clock.Advance(TimeSpan.FromDays(1));

        await Registry.OptInAsync(Person);
        Assert.Equal("Block InDoubt G-09", await DecidedAsync());

        await OwnOptInAsync(Person);
        Assert.Equal("Allow OptIn G-12", await DecidedAsync());
        Assert.Equal("Block InDoubt G-09", await DecidedAsync(kind: MessageKind.EventInvitation));
    }

    [Fact]
    public async Task After_a_merge_the_doubt_is_the_other_records_too_and_no_opt_in_of_before_lifts_it()
    {
        var other = await Registry.CandidateAsync("bo@voorbeeld.example", "Bo");
        await OpenAsync(Word(Person, scope: "topic:Projects"));
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await OwnOptInAsync(other);
        Assert.Equal("Allow OptIn G-12", await DecidedAsync("bo@voorbeeld.example"));

        Registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await Get<MergePeople>().ExecuteAsync(Person, other, TestRegistry.By)).IsDone);

        Assert.Equal("Block InDoubt G-09", await DecidedAsync("bo@voorbeeld.example"));
        Assert.Equal("Block InDoubt G-09", await DecidedAsync(An));
        Assert.Equal(other, Assert.Single(await Get<DoubtQueries>().OfPersonAsync(other)).Person);

        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await OwnOptInAsync(other);
        var view = (await Get<PeopleQueries>().FindAsync(other))!;
        var bound = view.ContactPoints.Single(point => point.Id == view.Standing.OptIns[^1].ContactPoint);
        Assert.Equal("Allow OptIn G-12", await DecidedAsync(bound.Address.Exact));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_doubt_on_a_record_that_was_merged_is_on_the_one_that_stayed()
    {
        var other = await Registry.CandidateAsync("bo@voorbeeld.example", "Bo");
        Assert.True((await Get<MergePeople>().ExecuteAsync(Person, other, TestRegistry.By)).IsDone);

        Assert.Equal(1, await OpenAsync(Word(Person)));

        Assert.Equal("Block InDoubt G-09", await DecidedAsync("bo@voorbeeld.example"));
        Assert.Single(await Get<DoubtQueries>().OfPersonAsync(other));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task On_a_past_day_the_doubt_was_not_there_yet()
    {
        var before = Registry.Clock.Now;
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await OpenAsync(Word(Person) with { ReceivedAt = before.AddDays(-100) });
        var opened = Registry.Clock.Now;
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await AnswerAsync(DoubtAnswer.WasNone, await OpenIdsAsync());

        Assert.Equal(DecisionCode.ContactPermission, await OfferAsync(before));
        Assert.Equal(DecisionCode.InDoubt, await OfferAsync(opened));
        Assert.Equal(DecisionCode.ContactPermission, await OfferAsync(null));
    }

    [Fact]
    public async Task The_same_file_a_second_time_changes_nothing_while_the_question_is_open_and_after_it_was_answered()
    {
        Assert.Equal(2, await OpenAsync(Word(Person), Word(Person), Word(Person, "Blocked")));
        var again = Word(Person) with { Import = Guid.CreateVersion7(Registry.Clock.Now), Line = 9 };

        Assert.Equal(0, await OpenAsync(again, again with { FileName = "other.csv" }));

        await AnswerAsync(DoubtAnswer.WasNone, await OpenIdsAsync());
        Assert.Equal(0, await OpenAsync(again));
        Assert.Equal("Allow ContactPermission G-16", await DecidedAsync());

        // Another file, column, word, scope or person is another question.
        Assert.Equal(1, await OpenAsync(again with { FileName = "other.csv" }));
        Assert.Equal(1, await OpenAsync(again with { Header = "Stage" }));
        Assert.Equal(1, await OpenAsync(again with { Value = "archived" }));
        Assert.Equal(1, await OpenAsync(again with { Topic = Topic.Events }));
        Assert.Equal(1, await OpenAsync(again with { Person = await Registry.CandidateAsync("bo@voorbeeld.example", "Bo") }));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task What_a_file_says_stands_readable_in_no_column()
    {
        await OpenAsync(Word(Person, "Wil niet meer, zie mail van Els"));

        await using var database = Registry.Database();
        var (doubt, word, opened) = (
            await database.Set<Doubt>().SingleAsync(TestContext.Current.CancellationToken), await database.Set<DoubtWord>().SingleAsync(TestContext.Current.CancellationToken),
            await database.LedgerEvents.SingleAsync(each => each.Type == LedgerEventType.DoubtOpened, TestContext.Current.CancellationToken));
        Assert.Equal((doubt.Id, doubt.Sequence, Import), (opened.ActId, opened.Sequence, opened.Facts.Cause!.Value));
        Assert.DoesNotContain("Els", opened.FactsJson, StringComparison.Ordinal);
        Assert.All([word.ProtectedHeader, word.ProtectedValue], bytes => Assert.DoesNotContain("Els", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
        var told = (await Get<PeopleQueries>().FindAsync(Person))!.Timeline.Single(entry => entry.Event.Sequence == opened.Sequence).Payload!;
        Assert.Equal(("Status", "Wil niet meer, zie mail van Els"), (told.Header, told.Value));
    }

    [Fact]
    public async Task A_doubt_is_no_opt_out_in_the_counts()
    {
        await OpenAsync(Word(Person));

        await Get<CountStandings>().ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.All(await Get<StandingQueries>().ByTopicAsync(TestContext.Current.CancellationToken), standing => Assert.Equal(0, standing.Refused));
        Assert.All(await Get<OptOutQueries>().PerWeekAsync(), week => Assert.Equal((0, 0), (week.Everywhere, week.ByChannel.Count)));
    }

    [Fact]
    public async Task An_exported_list_says_that_it_is_unclear()
    {
        await OpenAsync(Word(Person));
        using var file = new MemoryStream();

        await Get<ExportPeople>().ExecuteAsync(new PeopleFilter(), file, ExportFormat.Plain, ExportWords.Technical, TestContext.Current.CancellationToken);

        Assert.Contains(",CandidateApplied,nl,InDoubt,", System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_the_person_takes_the_question_and_the_word_that_nobody_else_has()
    {
        var other = await Registry.CandidateAsync("bo@voorbeeld.example", "Bo");
        await OpenAsync(Word(Person), Word(other), Word(Person, "Els belde: nooit meer"));

        Assert.True((await Get<ErasePerson>().ExecuteAsync(Person, TestRegistry.By, EntryPoint.CommandLine)).IsDone);

        await using var database = Registry.Database();
        Assert.Equal(other, (await database.Set<Doubt>().SingleAsync(TestContext.Current.CancellationToken)).PersonId);
        Assert.Equal("Archived", Assert.Single((await Get<DoubtQueries>().GroupsAsync(0, 10, TestContext.Current.CancellationToken)).Rows).Value);
        Assert.Single(await database.Set<DoubtWord>().ToListAsync(TestContext.Current.CancellationToken));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task Groups_are_the_words_of_the_newest_file_first_and_within_it_those_of_most_people()
    {
        var people = new List<Guid> { Person };
        for (var number = 0; number < 3; number++)
        {
            people.Add(await Registry.CandidateAsync($"c{number}@voorbeeld.example", $"C{number}"));
        }

        await OpenAsync([.. people.Select((person, i) => Word(person, line: i + 2)), Word(Person, "Blocked", "channel:Sms")]);
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        var newer = Guid.CreateVersion7(Registry.Clock.Now);
        await OpenAsync(Word(Person, "Inactive") with { Import = newer, FileName = "newer.csv" });

        var queries = Get<DoubtQueries>();
        var groups = await queries.GroupsAsync(0, 10, TestContext.Current.CancellationToken);

        Assert.Equal((6, 3), (await queries.CountAsync(TestContext.Current.CancellationToken), groups.Total));
        Assert.Equal(
            [("newer.csv", "Inactive", 1, "all"), ("candidates.csv", "Archived", 4, "all"), ("candidates.csv", "Blocked", 1, "channel:Sms")],
            groups.Rows.Select(group => (group.FileName, group.Value, group.Count, string.Join(' ', group.Scopes))));
        Assert.Equal("Blocked", Assert.Single((await queries.GroupsAsync(2, 10, TestContext.Current.CancellationToken)).Rows).Value);
        var shown = await queries.OfGroupAsync(groups.Rows[1].Word, 1, 2, TestContext.Current.CancellationToken);
        Assert.Equal((4, "3 4"), (shown.Total, string.Join(' ', shown.Rows.Select(doubt => doubt.Line))));
        Assert.Equal(groups.Rows[1].Count, (await queries.IdsOfGroupAsync(groups.Rows[1].Word, TestContext.Current.CancellationToken)).Count);
        Assert.Equal(
            [("Archived", 4, 4), ("Blocked", 1, 1)],
            (await queries.OfImportAsync(Import, TestContext.Current.CancellationToken)).Select(each => (each.Value, each.Rows, each.Open)));
        var listed = await queries.ListAsync(0, 4, TestContext.Current.CancellationToken);
        Assert.Equal(2, (await queries.ListAsync(listed[^1].Sequence, 4, TestContext.Current.CancellationToken)).Count);
    }

    private async Task<DecisionCode> OfferAsync(DateTimeOffset? asOf) => (await Get<PreferenceQueries>().MatrixAsync(Person, asOf: asOf))
        .Single(cell => (cell.Kind, cell.Channel) == (MessageKind.ProjectOffer, Channel.Email)).Decision.Code;
}
