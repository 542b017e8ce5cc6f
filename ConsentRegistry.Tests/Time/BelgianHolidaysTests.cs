using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Tests.Time;

public sealed class BelgianHolidaysTests
{
    [Theory]
    [InlineData(2000, "2000-04-23")]
    [InlineData(2008, "2008-03-23")]
    [InlineData(2011, "2011-04-24")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(2285, "2285-03-22")]
    public void Easter_falls_on_its_known_days(int year, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), BelgianHolidays.EasterSunday(year));

    [Fact]
    public void A_year_has_the_ten_legal_holidays()
    {
        var days = Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays).Where(BelgianHolidays.IsHoliday).Select(d => (d.Month * 100) + d.Day);
        Assert.Equal([101, 406, 501, 514, 525, 721, 815, 1101, 1111, 1225], days);
    }

    [Fact]
    public void Ascension_on_the_first_of_May_is_one_holiday()
    {
        Assert.True(BelgianHolidays.IsHoliday(new DateOnly(2008, 5, 1)));
        Assert.Equal(new DateOnly(2008, 5, 2), BelgianHolidays.WorkingDayFrom(new DateOnly(2008, 5, 1)));
    }

    [Fact]
    public void Easter_weekend_is_rolled_over_as_a_whole()
    {
        Assert.Equal(new DateOnly(2026, 4, 7), BelgianHolidays.WorkingDayFrom(new DateOnly(2026, 4, 4)));
        Assert.Equal(new DateOnly(2026, 4, 3), BelgianHolidays.WorkingDayUntil(new DateOnly(2026, 4, 6)));
    }
}
