using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using static ConsentRegistry.Core.Vocabulary.Relationship;
using static ConsentRegistry.Core.Vocabulary.MessageKind;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending;

/// <summary>Both sides of each limit in time: Brussels days, calendar months, durations, and "strictly later".</summary>
public class GateLimitsTests
{
    [Theory]
    [InlineData("2024-03-16T12:00:00+01:00", "2026-03-15T23:59:59.9999999+01:00", "Allow OptIn G-12")]
    [InlineData("2024-03-16T12:00:00+01:00", "2026-03-16T00:00:00+01:00", "Block ConsentExpired G-12")]
    [InlineData("2024-03-15T22:59:59Z", "2026-03-15T00:00:00+01:00", "Block ConsentExpired G-12")]
    [InlineData("2024-03-15T23:00:00Z", "2026-03-15T23:59:59+01:00", "Allow OptIn G-12")]
    [InlineData("2024-02-29T12:00:00+01:00", "2026-02-27T23:59:59+01:00", "Allow OptIn G-12")]
    [InlineData("2024-02-29T12:00:00+01:00", "2026-02-28T00:00:00+01:00", "Block ConsentExpired G-12")]
    public void An_opt_in_ends_at_the_start_of_the_Brussels_day_reached(string optedIn, string at, string expected) =>
        Assert.Equal(expected, (Of(ServiceNews, Client, OwnOptIn(Topic.Services, At(optedIn))) with { At = At(at) }).Decided());

    [Theory]
    [InlineData("2023-10-29T00:30:00Z", "2025-10-28T23:59:59+01:00", "Allow OptIn G-12")] // 02:30 summer time, on the day of 25 hours
    [InlineData("2023-10-29T01:30:00Z", "2025-10-29T00:00:00+01:00", "Block ConsentExpired G-12")] // 02:30 winter time, same day
    [InlineData("2024-03-31T01:00:00Z", "2026-03-30T21:59:59Z", "Allow OptIn G-12")] // ends on 31 March at midnight, summer time
    [InlineData("2024-03-31T01:00:00Z", "2026-03-30T22:00:00Z", "Block ConsentExpired G-12")]
    public void A_change_of_the_clock_does_not_move_the_day(string optedIn, string at, string expected) =>
        Assert.Equal(expected, (Of(ServiceNews, Client, OwnOptIn(Topic.Services, At(optedIn))) with { At = At(at) }).Decided());

    [Theory]
    [InlineData(12, "2025-03-17", "Allow ContactPermission G-16")]
    [InlineData(12, "2025-03-16", "Block PermissionLapsed G-16")]
    [InlineData(24, "2026-03-16", "Allow ContactPermission G-16")]
    [InlineData(24, "2026-03-17", "Block Undetermined G-01")]
    public void A_permission_lasts_its_months_and_cannot_come_from_the_future(int months, string lastOwnContactOn, string expected) =>
        Assert.Equal(
            expected,
            MatchedOffer()
                .Settings(s => s with { PermissionMonths = months })
                .Person(p => p with { Permission = Permission with { LastOwnContactOn = Day(lastOwnContactOn) } })
                .Decided());

    [Theory]
    [InlineData("2024-03-17", "Allow SoftOptIn G-14")]
    [InlineData("2024-03-16", "Block SoftOptInIncomplete G-14")]
    [InlineData("2026-03-16", "Allow SoftOptIn G-14")]
    [InlineData("2026-03-17", "Block SoftOptInIncomplete G-14")]
    public void A_soft_opt_in_lasts_its_months_and_a_sale_to_come_is_none(string soldOn, string expected) =>
        Assert.Equal(expected, Of(ServiceNews, Client).Person(p => p with { Sale = Sale with { SoldOn = Day(soldOn) } }).Decided());

    [Theory]
    [InlineData("2025-08-31", 6, "2026-02-27T12:00:00+01:00", "Allow SoftOptIn G-14")]
    [InlineData("2025-08-31", 6, "2026-02-28T00:00:00+01:00", "Block SoftOptInIncomplete G-14")]
    public void A_day_that_the_month_lacks_becomes_its_last(string soldOn, int months, string at, string expected) =>
        Assert.Equal(
            expected,
            (Of(ServiceNews, Client)
                .Settings(s => s with { SoftOptInMonths = months })
                .Person(p => p with { Sale = Sale with { SoldOn = Day(soldOn) } }) with { At = At(at) }).Decided());

    [Theory]
    [InlineData("2025-12-16", 90, "Allow ServiceFeedback G-15")]
    [InlineData("2025-12-15", 90, "Block NoBasis G-18")]
    [InlineData("2026-03-16", 0, "Allow ServiceFeedback G-15")]
    [InlineData("2026-03-15", 0, "Block NoBasis G-18")]
    [InlineData("2026-03-17", 0, "Allow ServiceFeedback G-15")]
    [InlineData(null, 0, "Allow ServiceFeedback G-15")]
    public void A_service_that_ended_exactly_the_days_ago_still_counts(string? endedOn, int days, string expected) =>
        Assert.Equal(
            expected,
            Of(Feedback, Client)
                .Settings(s => s with { FeedbackDays = days })
                .Person(p => p with { Service = new ServiceFacts { EndedOn = endedOn is null ? null : Day(endedOn) } })
                .Decided());

    [Fact]
    public void Feedback_days_are_counted_over_a_change_of_the_clock_as_calendar_days()
    {
        var survey = Of(Feedback, Client)
            .Settings(s => s with { FeedbackDays = 1 })
            .Person(p => p with { Service = new ServiceFacts { EndedOn = new DateOnly(2026, 3, 28) } });

        Assert.Equal("Allow ServiceFeedback G-15", (survey with { At = At("2026-03-29T23:59:59+02:00") }).Decided());
        Assert.Equal("Block NoBasis G-18", (survey with { At = At("2026-03-30T00:00:00+02:00") }).Decided());
    }

    [Theory]
    [InlineData("2026-03-15T09:00:00+01:00", "Block NoBasis G-18")]
    [InlineData("2026-03-15T08:59:59.9999999+01:00", "Block DoNotCallStale G-11")]
    [InlineData("2026-03-16T09:00:00+01:00", "Block NoBasis G-18")]
    [InlineData("2026-03-16T09:00:00.0000001+01:00", "Block DoNotCallStale G-11")]
    public void A_do_not_call_check_counts_up_to_exactly_its_limit_and_never_from_the_future(string checkedAt, string expected) =>
        Assert.Equal(expected, (Of(ServiceNews, Client).By(Channel.Phone) with { DoNotCall = Clear(At(checkedAt)) }).Decided());

    [Theory]
    [InlineData("2026-03-28T08:00:00+01:00", "Block NoBasis G-18")] // 24 hours before, though the clock says 25
    [InlineData("2026-03-28T07:59:59+01:00", "Block DoNotCallStale G-11")]
    public void The_age_of_a_check_is_a_duration_and_not_a_difference_of_clocks(string checkedAt, string expected) =>
        Assert.Equal(
            expected,
            (Of(ServiceNews, Client).By(Channel.Phone) with { At = At("2026-03-29T09:00:00+02:00"), DoNotCall = Clear(At(checkedAt)) }).Decided());

    [Theory]
    [InlineData(31, "2026-02-13T09:00:00+01:00", "Block NoBasis G-18")]
    [InlineData(31, "2026-02-13T08:59:59+01:00", "Block RobinsonStale G-11")]
    [InlineData(null, "2020-01-01T00:00:00+01:00", "Block NoBasis G-18")]
    public void A_Robinson_check_counts_up_to_its_days_and_is_skipped_when_switched_off(int? days, string checkedAt, string expected) =>
        Assert.Equal(
            expected,
            (Of(ServiceNews, Client).By(Channel.Post).Settings(s => s with { RobinsonMaxAgeDays = days }) with { Robinson = Clear(At(checkedAt)) })
                .Decided());

    [Theory]
    [InlineData(1, "Allow OptIn G-12")]
    [InlineData(0, "Block OptedOutAll G-08")]
    [InlineData(-1, "Block OptedOutAll G-08")]
    public void A_lifting_opt_in_is_strictly_later_than_the_bar(int ticks, string expected)
    {
        var barredAt = On(2026, 1, 10);

        Assert.Equal(
            expected,
            Of(ServiceNews, Client, SendEvent.OptOutAll(barredAt), OwnOptIn(Topic.Services, barredAt.AddTicks(ticks))).Decided());
    }

    [Theory]
    [InlineData(0, "Block Objected G-08")]
    [InlineData(1, "Allow OptIn G-12")]
    public void An_event_counts_from_its_own_instant_and_not_before(int ticksAfterDecision, string expected) =>
        Assert.Equal(
            expected,
            Of(ServiceNews, Client, OwnOptIn(Topic.Services, On(2026, 1, 10)), SendEvent.Objection(Now.AddTicks(ticksAfterDecision))).Decided());

    [Theory]
    [InlineData(1, "Allow ContractNecessary G-06")]
    [InlineData(0, "Block ErasedSuppressed G-03")]
    public void An_application_begun_after_the_erasure_ends_its_reach_and_one_at_the_same_instant_does_not(int ticks, string expected)
    {
        var erasedAt = On(2025, 11, 1);

        Assert.Equal(
            expected,
            Of(Transactional, CandidateApplied, SendEvent.Erasure(erasedAt), SendEvent.ApplicationBegun(erasedAt.AddTicks(ticks)))
                .Message(m => m with { ContractLink = ContractLink.Application })
                .Decided());
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
