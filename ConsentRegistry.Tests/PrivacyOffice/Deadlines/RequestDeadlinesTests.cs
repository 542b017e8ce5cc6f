using System.Text.Json;
using ConsentRegistry.Core.PrivacyOffice.Deadlines;
using ConsentRegistry.Core.PrivacyOffice.Notices;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Tests.PrivacyOffice.Deadlines;

public sealed class RequestDeadlinesTests
{
    [Theory]
    [InlineData("2026-03-05", "2026-04-05", "2026-04-07", "2026-04-03", "2026-05-05", "2026-05-05", "2026-06-05")]
    [InlineData("2026-01-31", "2026-02-28", "2026-03-02", "2026-02-27", "2026-03-31", "2026-03-31", "2026-04-30")]
    [InlineData("2026-08-31", "2026-09-30", "2026-09-30", "2026-09-30", "2026-10-31", "2026-10-30", "2026-11-30")]
    [InlineData("2026-04-01", "2026-05-01", "2026-05-04", "2026-04-30", "2026-06-01", "2026-06-01", "2026-07-01")]
    [InlineData("2026-06-21", "2026-07-21", "2026-07-22", "2026-07-20", "2026-08-21", "2026-08-21", "2026-09-21")]
    [InlineData("2025-12-01", "2026-01-01", "2026-01-02", "2025-12-31", "2026-02-01", "2026-01-30", "2026-03-02")]
    [InlineData("2028-01-30", "2028-02-29", "2028-02-29", "2028-02-29", "2028-03-30", "2028-03-30", "2028-05-02")]
    [InlineData("2026-04-14", "2026-05-14", "2026-05-15", "2026-05-13", "2026-06-14", "2026-06-12", "2026-07-14")]
    public void The_days_of_a_request(string received, string nominal1, string legal1, string ours, string policyNominal, string policy, string legalMax) =>
        Assert.Equal(
            new RequestDeadlines(Day(received), Day(nominal1), Day(legal1), Day(ours), Day(ours).AddDays(-7), Day(policyNominal), Day(policy), Day(legalMax)),
            RequestDeadlines.For(Day(received)));

    [Fact]
    public void The_properties_are_those_of_the_verb() => Assert.Equal(
        """{"received":"2026-03-05","nominal1":"2026-04-05","legal1":"2026-04-07","internal":"2026-04-03","alarm":"2026-03-27","policyDueNominal":"2026-05-05","policyDue":"2026-05-05","legalMax":"2026-06-05"}""",
        JsonSerializer.Serialize(RequestDeadlines.For(new DateOnly(2026, 3, 5)), JsonSerializerOptions.Web));

    [Fact]
    public void Over_sixty_years_no_limit_falls_on_a_day_off_and_ours_is_never_later_than_the_law()
    {
        for (var day = new DateOnly(2000, 1, 1); day.Year < 2060; day = day.AddDays(1))
        {
            var deadlines = RequestDeadlines.For(day);
            Assert.All([deadlines.Legal1, deadlines.Internal, deadlines.PolicyDue, deadlines.LegalMax], d => Assert.True(BelgianHolidays.IsWorkingDay(d), $"{day} {d}"));
            Assert.True(deadlines.Alarm < deadlines.Internal && deadlines.Internal <= deadlines.Nominal1 && deadlines.Nominal1 <= deadlines.Legal1);
            Assert.True(deadlines.PolicyDue <= deadlines.PolicyDueNominal && deadlines.Legal1 < deadlines.LegalMax && day < deadlines.Internal);
        }
    }

    [Theory]
    [InlineData("2026-03-31", null, null, "2026-04-30")]
    [InlineData("2026-03-10", "2026-03-12", null, "2026-03-12")]
    [InlineData("2026-03-10", "2026-03-20", "2026-03-15", "2026-03-15")]
    [InlineData("2026-03-10", "2026-04-11", "2026-05-01", "2026-04-10")]
    public void The_notice_of_article_14_is_due_at_the_earliest_of_three_days(string obtained, string? message, string? disclosure, string due) =>
        Assert.Equal(Day(due), Article14Deadline.DueOn(Day(obtained), message is null ? null : Day(message), disclosure is null ? null : Day(disclosure)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
