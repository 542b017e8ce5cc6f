namespace ConsentRegistry.Core.Time;

/// <summary>The ten legal holidays of Belgium (RULES 5), and working days. Days are local days; years from 1583 on.</summary>
public static class BelgianHolidays
{
    /// <summary>Whether <paramref name="day"/> is one of the ten legal holidays.</summary>
    public static bool IsHoliday(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) or (5, 1) or (7, 21) or (8, 15) or (11, 1) or (11, 11) or (12, 25) => true,
        _ => (day.DayNumber - EasterSunday(day.Year).DayNumber) is 1 or 39 or 50,
    };

    /// <summary>Whether <paramref name="day"/> is neither Saturday, Sunday nor holiday.</summary>
    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    /// <summary>The first working day on or after <paramref name="day"/>.</summary>
    public static DateOnly WorkingDayFrom(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The last working day on or before <paramref name="day"/>.</summary>
    public static DateOnly WorkingDayUntil(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876. Easter Monday, Ascension and Whit Monday follow it by 1, 39 and 50 days.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = (year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * weekday)) / 451;
        var number = epact + weekday - (7 * correction) + 114;
        return new DateOnly(year, number / 31, (number % 31) + 1);
    }
}
