using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Overviews;

public sealed class OverviewTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    private NoticeTaskQueries Notices => registry.Get<NoticeTaskQueries>();

    private StandingQueries Standings => registry.Get<StandingQueries>();

    private DateOnly Today => BrusselsTime.DayOf(registry.Clock.Now);

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task People_are_counted_by_what_they_last_said_on_a_topic()
    {
        var yes = await registry.CandidateAsync("an@voorbeeld.example");
        var no = await registry.CandidateAsync("bo@voorbeeld.example");
        await registry.CandidateAsync("cis@voorbeeld.example");
        await registry.OptInAsync(yes);
        await registry.OptInAsync(no);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await OptOutAsync(no, BarScope.Everything);
        await registry.Get<CountStandings>().ExecuteAsync();

        Assert.Equal((1, 1), await CountAsync(Today, Topic.Projects));
        Assert.Equal((0, 1), await CountAsync(Today, Topic.Events));
    }

    [Fact]
    public async Task What_was_said_on_a_record_that_was_merged_is_counted_with_the_one_that_stays()
    {
        var gone = await registry.CandidateAsync("an@voorbeeld.example");
        await registry.OptInAsync(gone);
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(gone, await registry.CandidateAsync("bo@voorbeeld.example"), TestRegistry.By)).IsDone);
        await registry.Get<CountStandings>().ExecuteAsync();

        Assert.Equal((1, 0), await CountAsync(Today, Topic.Projects));
    }

    [Fact]
    public async Task The_end_of_a_month_stays_as_it_was_counted_and_the_day_goes_on()
    {
        var person = await registry.CandidateAsync("an@voorbeeld.example");
        await registry.OptInAsync(person);
        await registry.Get<CountStandings>().ExecuteAsync();
        var first = Today;
        registry.Clock.Advance(TimeSpan.FromDays(31));
        await registry.Get<CountStandings>().ExecuteAsync();
        var monthEnd = new DateOnly(Today.Year, Today.Month, 1).AddDays(-1);
        Assert.Equal((1, 0), await CountAsync(monthEnd, Topic.Projects));
        Assert.DoesNotContain(await Standings.ByTopicAsync(), count => count.On == first);

        await OptOutAsync(person, new BarScope(Topic.Projects, null));
        await registry.Get<CountStandings>().ExecuteAsync();
        Assert.Equal((1, 0), await CountAsync(monthEnd, Topic.Projects));
        Assert.Equal((0, 1), await CountAsync(Today, Topic.Projects));
    }

    [Fact]
    public async Task A_day_that_was_counted_while_it_ran_is_counted_again_when_it_ends_a_month()
    {
        registry.Clock.Set(BrusselsTime.StartOf(new DateOnly(2026, 4, 30)).AddHours(9));
        var person = await registry.CandidateAsync("an@voorbeeld.example");
        await registry.Get<CountStandings>().ExecuteAsync();
        registry.Clock.Advance(TimeSpan.FromHours(2));
        await registry.OptInAsync(person);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.Get<CountStandings>().ExecuteAsync();

        Assert.Equal((1, 0), await CountAsync(new DateOnly(2026, 4, 30), Topic.Projects));
    }

    [Fact]
    public async Task A_refusal_on_another_channel_leaves_the_opt_in_counted()
    {
        var person = await registry.CandidateAsync("an@voorbeeld.example");
        await registry.OptInAsync(person);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await OptOutAsync(person, new BarScope(null, Channel.Phone));
        await registry.Get<CountStandings>().ExecuteAsync();

        Assert.Equal((1, 0), await CountAsync(Today, Topic.Projects));
        Assert.Equal((0, 1), await CountAsync(Today, Topic.Events));
    }

    [Fact]
    public async Task Opt_outs_are_counted_once_in_the_week_in_which_they_reached_us()
    {
        // Monday 16 March 2026 begins its week; the day before belongs to the one before.
        var monday = Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));
        var person = await registry.CandidateAsync("an@voorbeeld.example");
        var other = await registry.CandidateAsync("bo@voorbeeld.example");
        await OptOutAsync(person, BarScope.Everything, BrusselsTime.StartOf(monday).AddTicks(-1));
        await OptOutAsync(other, new BarScope(null, Channel.Sms), BrusselsTime.StartOf(monday));

        var weeks = await registry.Get<OptOutQueries>().PerWeekAsync();

        Assert.Equal([(monday.AddDays(-7), 1, 0), (monday, 0, 1)], weeks.TakeLast(2).Select(week => (week.Week, week.Everywhere, week.ByChannel.GetValueOrDefault(Channel.Sms))));
    }

    [Fact]
    public async Task Whoever_said_yes_to_two_topics_is_one_person_and_what_was_counted_at_the_end_of_a_month_is_what_there_was_before()
    {
        Assert.Null(await Standings.PeopleAsync());
        var both = await registry.CandidateAsync("an@voorbeeld.example");
        await registry.OptInAsync(both);
        await registry.OptInAsync(both, Topic.Events);
        registry.Clock.Advance(TimeSpan.FromDays(31));
        await registry.OptInAsync(await registry.CandidateAsync("bo@voorbeeld.example"));
        await registry.OptInAsync(await registry.CandidateAsync("cis@voorbeeld.example"), proven: false);
        await registry.Get<CountStandings>().ExecuteAsync();

        var people = (await Standings.PeopleAsync())!;
        Assert.Equal((2, 1), (people.Now, people.Before));
        Assert.Equal([.. Enumerable.Repeat(0, 11), 1, 2], people.Points);
    }

    [Fact]
    public async Task Opt_outs_of_the_last_days_stand_against_those_of_the_days_before_and_are_read_once_a_minute()
    {
        var first = await registry.CandidateAsync("an@voorbeeld.example");
        var other = await registry.CandidateAsync("bo@voorbeeld.example");
        // The first of the last thirty days, and the day before it.
        await OptOutAsync(first, BarScope.Everything, BrusselsTime.StartOf(Today.AddDays(-29)));
        await OptOutAsync(other, BarScope.Everything, BrusselsTime.StartOf(Today.AddDays(-29)).AddTicks(-1));

        var lately = await registry.Get<OptOutQueries>().LastDaysAsync();
        Assert.Equal((1, 1), (lately.Now, lately.Before));
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], lately.Points);

        await OptOutAsync(await registry.CandidateAsync("cis@voorbeeld.example"), BarScope.Everything);
        Assert.Equal(1, (await registry.Get<OptOutQueries>().LastDaysAsync()).Now);
        registry.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await registry.Get<OptOutQueries>().LastDaysAsync()).Now);
    }

    [Fact]
    public async Task New_people_and_new_opt_ins_are_counted_on_the_day_on_which_they_were_recorded()
    {
        var early = await registry.CandidateAsync("an@voorbeeld.example");
        registry.Clock.Advance(TimeSpan.FromDays(30));
        await registry.CandidateAsync("bo@voorbeeld.example");
        await registry.CandidateAsync("cis@voorbeeld.example");
        await registry.OptInAsync(early);

        var people = await registry.Get<RecordedQueries>().PeopleAsync();
        Assert.Equal((2, 1), (people.Now, people.Before));
        Assert.Equal(2, people.Points[^1]);
        var optIns = await registry.Get<RecordedQueries>().OptInsAsync();
        Assert.Equal((1, 0), (optIns.Now, optIns.Before));
    }

    [Fact]
    public async Task Whoever_came_from_elsewhere_untold_is_due_after_a_month_and_no_longer_once_told()
    {
        var day = Today;
        var person = await registry.CandidateAsync("an@voorbeeld.example", but: each => each with { Source = AcquisitionSource.CvMatch, NoticeVersion = null, ObjectionOffered = false });
        await registry.CandidateAsync("bo@voorbeeld.example", but: each => each with { NoticeVersion = null });
        Assert.Equal(new NoticesDue(1, 0, day.AddMonths(1)), await Notices.DueAsync());

        registry.Clock.Set(BrusselsTime.EndOf(day.AddMonths(1)));
        Assert.Equal(0, (await Notices.DueAsync()).Overdue);
        registry.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, (await Notices.DueAsync()).Overdue);

        await registry.Get<RecordContactPermission>().ExecuteAsync(
            new NewContactPermission(person, Relationship.CandidateSourced, AcquisitionSource.OwnInitiative, CollectionMoment.ProjectBid) { LastOwnContactOn = Today, NoticeVersion = "v3" }, TestRegistry.By);
        Assert.Equal(new NoticesDue(0, 0, null), await Notices.DueAsync());
    }

    [Fact]
    public async Task Of_two_records_that_are_one_person_the_notice_of_either_counts_and_so_does_the_first_source()
    {
        var day = Today;
        var told = await registry.CandidateAsync("an@voorbeeld.example", but: Untold);
        var other = await registry.CandidateAsync("bo@voorbeeld.example", but: Untold);
        var third = await registry.CandidateAsync("cis@voorbeeld.example", but: each => Untold(each) with { AcquiredOn = day.AddDays(-9) });
        var fourth = await registry.CandidateAsync("dirk@voorbeeld.example", but: Untold);
        Assert.Equal(new NoticesDue(4, 0, day.AddDays(-9).AddMonths(1)), await Notices.DueAsync());

        await registry.Get<RecordNotice>().ExecuteAsync(new NewNotice(told, "v3", day), TestRegistry.By);
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(told, other, TestRegistry.By)).IsDone);
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(third, fourth, TestRegistry.By)).IsDone);

        Assert.Equal(new NoticesDue(1, 0, day.AddDays(-9).AddMonths(1)), await Notices.DueAsync());
        Assert.Equal(fourth, Assert.Single((await registry.Get<PeopleQueries>().ListAsync(new PeopleFilter { Untold = true })).Rows).Id);
        Assert.Empty((await registry.Get<PeopleQueries>().ListAsync(new PeopleFilter { Untold = true, UntoldSince = day.AddDays(-9) })).Rows);

        await registry.Get<RecordNotice>().ExecuteAsync(new NewNotice(fourth, "v3", day), TestRegistry.By);
        Assert.Equal(new NoticesDue(0, 0, null), await Notices.DueAsync());
    }

    [Fact]
    public async Task Nobody_who_was_erased_is_to_be_told()
    {
        var person = await registry.CandidateAsync("an@voorbeeld.example", but: Untold);
        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.Screen)).IsDone);
        Assert.Equal(0, (await Notices.DueAsync()).Count);
    }

    private static NewPerson Untold(NewPerson person) => person with { Source = AcquisitionSource.CvMatch, NoticeVersion = null, ObjectionOffered = false };

    private async Task OptOutAsync(Guid person, BarScope scope, DateTimeOffset? receivedAt = null) => Assert.True((await registry.Get<RecordOptOut>().ExecuteAsync(
        person, new NewOptOut(scope) { EntryPoint = EntryPoint.Screen, ReceivedAt = receivedAt }, TestRegistry.By)).IsDone);

    private async Task<(int OptedIn, int Refused)> CountAsync(DateOnly on, Topic topic)
    {
        var count = (await Standings.ByTopicAsync()).Single(each => each.On == on && each.Topic == topic);
        return (count.OptedIn, count.Refused);
    }
}
