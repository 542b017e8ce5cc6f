using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Suppressions.Doubts;

/// <summary>A colleague says whether it was a no.</summary>
public sealed class AnswerDoubtsTests : DoubtScene
{
    private const string Phone = "+32475123456";

    public static TheoryData<string> Scopes => ["all", "channel:Email", "channel:Sms", "topic:Projects", "topic:Events:Email"];

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task No_topic_message_is_allowed_while_it_is_open_and_each_is_answered_as_before_once_it_was_none(string scope)
    {
        await Get<EditPerson>().ExecuteAsync(Person, new PersonChanges { AddAddresses = [Address.Read(Phone)!] }, TestRegistry.By);
        await Registry.OptInAsync(Person, Topic.Events);
        await Registry.OptInAsync(Person, Topic.Events, Channel.Sms);
        var before = await AllAsync();
        Assert.Equal(3, before.Count(each => each.Key.Kind.TopicOf() is not null && each.Value.StartsWith("Allow", StringComparison.Ordinal)));
        await OpenAsync(Word(Person, scope: scope));
        Assert.True(BarScope.TryParse(scope, out var parsed));
        foreach (var ((kind, channel), answer) in await AllAsync())
        {
            var isCovered = kind.TopicOf() is { } topic && parsed.Value.Covers(new BarScope(topic, channel));
            Assert.Equal(isCovered ? "Block InDoubt G-09" : before[(kind, channel)], answer);
        }

        Assert.Equal(1, (await AnswerAsync(DoubtAnswer.WasNone, await OpenIdsAsync())).Value);

        Assert.Equal(before, await AllAsync());
        Assert.Empty((await StandingAsync(Person)).Bars);
        await AssertSoundAsync();
    }

    [Theory]
    [InlineData("all", "Block OptedOutAll G-08", LedgerEventType.OptOutAll)]
    [InlineData("topic:Projects", "Block TopicOptedOut G-09", LedgerEventType.OptOutTopic)]
    [InlineData("topic:Projects:Email", "Block TopicOptedOut G-09", LedgerEventType.OptOutTopic)]
    [InlineData("channel:Email", "Block ChannelOptedOut G-09", LedgerEventType.OptOutChannel)]
    public async Task Once_it_was_a_no_the_bar_stands_with_the_date_of_the_doubt_on_every_address(string scope, string expected, LedgerEventType type)
    {
        await Get<EditPerson>().ExecuteAsync(Person, new PersonChanges { AddAddresses = [Address.Read("an@elders.example")!] }, TestRegistry.By);
        var said = Registry.Clock.Now.AddDays(-40);
        await OpenAsync(Word(Person, scope: scope) with { ReceivedAt = said });

        Assert.Equal(1, (await AnswerAsync(DoubtAnswer.WasNo, await OpenIdsAsync())).Value);

        Assert.Equal((expected, expected), (await DecidedAsync(), await DecidedAsync("an@elders.example")));
        var standing = await StandingAsync(Person);
        Assert.Empty(standing.Doubts);
        var bar = Assert.Single(standing.Bars);
        Assert.Equal((type, said, true), (bar.Type, bar.At, bar.Liftable));
        await AssertSoundAsync();

        // What a bar survives, this one survives too.
        await Get<ErasePerson>().ExecuteAsync(Person, TestRegistry.By, EntryPoint.CommandLine);
        Assert.Equal("Block ErasedSuppressed G-03", await DecidedAsync("an@elders.example"));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task The_answer_and_its_reason_stand_in_the_history_and_in_the_audit_trail()
    {
        await OpenAsync(Word(Person));
        var id = Assert.Single(await OpenIdsAsync());
        await AnswerAsync(DoubtAnswer.WasNo, id);

        var timeline = (await Get<PeopleQueries>().FindAsync(Person))!.Timeline;
        var opened = timeline.Single(entry => entry.Event.Type == LedgerEventType.DoubtOpened).Event;
        var answered = timeline.Single(entry => entry.Event.Type == LedgerEventType.DoubtAnswered);
        Assert.Equal((opened.Sequence, DoubtAnswer.WasNo, Reason), (answered.Event.Facts.Entry!.Value, answered.Event.Facts.Answer!.Value, answered.Payload!.Note));
        var bar = timeline.Single(entry => entry.Event.Type == LedgerEventType.OptOutAll);
        Assert.Equal((Reason, "Status", "Archived"), (bar.Payload!.Note, bar.Payload.Header, bar.Payload.Value));
        Assert.All([opened, answered.Event, bar.Event], each => Assert.Equal(id, each.ActId));
        Assert.True(bar.Event.Sequence < answered.Event.Sequence);

        await using var trail = Get<IDbContextFactory<AuditDbContext>>().CreateDbContext();
        var line = await trail.Entries.SingleAsync(entry => entry.Action == AuditAction.DoubtsAnswered, TestContext.Current.CancellationToken);
        Assert.Equal((Person, """{"answer":"WasNo","doubts":"1"}"""), (line.Subject!.Value, line.Details));
    }

    [Fact]
    public async Task An_own_opt_in_that_came_after_the_doubt_lifts_the_bar_that_follows_from_it_as_it_lifted_the_doubt()
    {
        await OpenAsync(Word(Person));
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await OwnOptInAsync(Person);
        Registry.Clock.Advance(TimeSpan.FromDays(1));

        await AnswerAsync(DoubtAnswer.WasNo, await OpenIdsAsync());

        Assert.Equal("Allow OptIn G-12", await DecidedAsync());
        Assert.Equal("Block OptedOutAll G-08", await DecidedAsync(kind: MessageKind.EventInvitation));
    }

    [Fact]
    public async Task After_a_merge_the_bar_keeps_the_origin_of_its_doubt_so_that_nothing_lifts_it_that_did_not_lift_the_doubt()
    {
        var other = await Registry.CandidateAsync("bo@voorbeeld.example", "Bo");
        await OpenAsync(Word(Person));
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await OwnOptInAsync(other);
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await Get<MergePeople>().ExecuteAsync(Person, other, TestRegistry.By)).IsDone);

        Assert.Equal(1, (await AnswerAsync(DoubtAnswer.WasNo, await OpenIdsAsync(other))).Value);

        Assert.Equal(("Block OptedOutAll G-08", "Block OptedOutAll G-08"), (await DecidedAsync(An), await DecidedAsync("bo@voorbeeld.example")));
        Assert.Equal(Person, Assert.Single((await StandingAsync(other)).Bars).Origin);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task Whoever_shares_an_address_has_the_bar_too()
    {
        var jan = await Registry.CandidateAsync(An, "Jan", "Maes", person => person with { SharesAddress = true, Addresses = [Address.Read(An)!, Address.Read("jan@voorbeeld.example")!] });
        await OpenAsync(Word(Person), Word(jan, "Blocked", "channel:Sms"));

        Assert.Equal(2, (await AnswerAsync(DoubtAnswer.WasNo, [.. await OpenIdsAsync(), .. await OpenIdsAsync(jan)])).Value);

        Assert.Equal("Block OptedOutAll G-08", await DecidedAsync("jan@voorbeeld.example"));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_cut_between_bar_and_closing_leaves_the_doubt_open_and_answering_again_is_harmless()
    {
        await OpenAsync(Word(Person));
        var id = Assert.Single(await OpenIdsAsync());
        await SqlAsync("""CREATE TRIGGER "Cut" BEFORE UPDATE ON "Doubts" BEGIN SELECT RAISE(ABORT, 'cut'); END""");
        await Assert.ThrowsAnyAsync<Exception>(() => AnswerAsync(DoubtAnswer.WasNo, id));

        Assert.Equal("Block OptedOutAll G-08", await DecidedAsync());
        Assert.Equal((1, 1), ((await StandingAsync(Person)).Doubts.Count, (await OpenIdsAsync()).Count));
        await AssertSoundAsync();

        await Registry.ReopenAsync();
        await SqlAsync("""DROP TRIGGER "Cut" """);
        Assert.Equal(1, (await AnswerAsync(DoubtAnswer.WasNo, id)).Value);

        Assert.Empty(await OpenIdsAsync());
        Assert.Single((await StandingAsync(Person)).Bars);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task While_the_database_does_not_take_the_bar_it_holds_and_the_doubt_stays_open()
    {
        await OpenAsync(Word(Person));
        var ids = await OpenIdsAsync();
        await SqlAsync("""CREATE TRIGGER "Full" BEFORE INSERT ON "SuppressionEntries" BEGIN SELECT RAISE(ABORT, 'full'); END""");

        Assert.Equal(0, (await AnswerAsync(DoubtAnswer.WasNo, ids)).Value);
        Assert.Equal("Block OptedOutAll G-08", await DecidedAsync());
        Assert.Single(await OpenIdsAsync());

        await SqlAsync("""DROP TRIGGER "Full" """);
        await Get<RecordBar>().CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, (await AnswerAsync(DoubtAnswer.WasNo, ids)).Value);
        Assert.Single((await StandingAsync(Person)).Bars);
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_group_of_many_is_answered_in_parts_and_a_cut_leaves_whole_parts()
    {
        var people = new List<Guid>();
        for (var number = 0; number < 250; number++)
        {
            people.Add(await Registry.CandidateAsync($"c{number}@voorbeeld.example", $"C{number}"));
        }

        await OpenAsync([.. people.Select((person, i) => Word(person, line: i + 2))]);
        var word = (await Get<DoubtQueries>().GroupsAsync(0, 1, TestContext.Current.CancellationToken)).Rows[0].Word;
        await SqlAsync($"""CREATE TRIGGER "Cut" BEFORE UPDATE ON "Doubts" WHEN NEW."Line" = 230 BEGIN SELECT RAISE(ABORT, 'cut'); END""");
        await Assert.ThrowsAnyAsync<Exception>(() => AnswerGroupAsync());
        Assert.Equal(50, await Get<DoubtQueries>().CountAsync(TestContext.Current.CancellationToken));

        await SqlAsync("""DROP TRIGGER "Cut" """);
        Assert.Equal(50, (await AnswerGroupAsync()).Value);

        Assert.Equal(0, await Get<DoubtQueries>().CountAsync(TestContext.Current.CancellationToken));
        foreach (var person in people)
        {
            Assert.Single((await StandingAsync(person)).Bars);
        }

        await AssertSoundAsync();

        async Task<Result<int>> AnswerGroupAsync() =>
            await AnswerAsync(DoubtAnswer.WasNo, await Get<DoubtQueries>().IdsOfGroupAsync(word, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_columns_that_say_the_same_of_a_person_leave_one_bar()
    {
        await OpenAsync(Word(Person), Word(Person) with { Header = "Stage" });

        Assert.Equal(2, (await AnswerAsync(DoubtAnswer.WasNo, await OpenIdsAsync())).Value);

        Assert.Single((await StandingAsync(Person)).Bars);
        await AssertSoundAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_a_reason_nothing_is_answered(string reason)
    {
        await OpenAsync(Word(Person));

        var outcome = await Get<AnswerDoubts>().ExecuteAsync(await OpenIdsAsync(), DoubtAnswer.WasNone, reason, TestRegistry.By, TestContext.Current.CancellationToken);

        Assert.Equal(Refusal.ReasonMissing, outcome.Refusal);
        Assert.Equal("Block InDoubt G-09", await DecidedAsync());
    }

    [Fact]
    public async Task What_was_answered_or_erased_or_never_was_is_refused_with_its_own_reason()
    {
        var other = await Registry.CandidateAsync("bo@voorbeeld.example", "Bo");
        await OpenAsync(Word(Person), Word(other));
        var (answered, erased) = (Assert.Single(await OpenIdsAsync()), Assert.Single(await OpenIdsAsync(other)));
        await AnswerAsync(DoubtAnswer.WasNone, answered);
        await Get<ErasePerson>().ExecuteAsync(other, TestRegistry.By, EntryPoint.CommandLine);

        Assert.Equal(Refusal.DoubtAnswered, (await AnswerAsync(DoubtAnswer.WasNo, answered)).Refusal);
        Assert.Equal(Refusal.DoubtErased, (await AnswerAsync(DoubtAnswer.WasNo, erased)).Refusal);
        Assert.Equal(Refusal.DoubtNotFound, (await AnswerAsync(DoubtAnswer.WasNo, Person)).Refusal);
        Assert.Equal(Refusal.DoubtNotFound, (await AnswerAsync(DoubtAnswer.WasNo)).Refusal);
        Assert.Equal("Allow ContactPermission G-16", await DecidedAsync());
    }

    [Fact]
    public async Task Of_several_those_are_answered_that_are_still_open_and_none_when_one_never_was()
    {
        await OpenAsync(Word(Person), Word(Person, "Blocked"));
        var ids = await OpenIdsAsync();

        Assert.Equal(Refusal.DoubtNotFound, (await AnswerAsync(DoubtAnswer.WasNone, [.. ids, Person])).Refusal);
        Assert.Equal(2, (await OpenIdsAsync()).Count);

        await AnswerAsync(DoubtAnswer.WasNone, ids[0]);
        Assert.Equal(1, (await AnswerAsync(DoubtAnswer.WasNone, ids)).Value);
    }

    [Fact]
    public async Task Of_two_colleagues_who_answer_at_once_one_hears_that_it_was_answered()
    {
        await OpenAsync(Word(Person));
        var ids = await OpenIdsAsync();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => AnswerAsync(DoubtAnswer.WasNo, ids))));

        Assert.Equal([1, 0], both.Select(outcome => outcome.Value).OrderDescending());
        Assert.Contains(both, outcome => outcome.Refusal == Refusal.DoubtAnswered);
        Assert.Single((await StandingAsync(Person)).Bars);
    }

    [Fact]
    public async Task A_bar_that_was_a_mistake_can_be_corrected_and_the_question_does_not_come_back()
    {
        await OpenAsync(Word(Person));
        var id = Assert.Single(await OpenIdsAsync());
        await AnswerAsync(DoubtAnswer.WasNo, id);

        Assert.True((await Get<CorrectMistakenEntry>().ExecuteAsync(Person, id, "another An", TestRegistry.By)).IsDone);

        Assert.Equal("Allow ContactPermission G-16", await DecidedAsync());
        Assert.Equal(0, await OpenAsync(Word(Person)));
        await AssertSoundAsync();
    }

    private async Task<Dictionary<(MessageKind Kind, Channel Channel), string>> AllAsync()
    {
        var answers = new Dictionary<(MessageKind, Channel), string>();
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            foreach (var channel in (Channel[])[Channel.Email, Channel.Phone, Channel.Sms])
            {
                answers[(kind, channel)] = await DecidedAsync(channel == Channel.Email ? An : Phone, kind, channel);
            }
        }

        return answers;
    }

    private async Task SqlAsync(string sql)
    {
        await using var database = Registry.Database();
        await database.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }
}
