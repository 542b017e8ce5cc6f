using System.Globalization;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Web.Localisation;

/// <summary>Days and instants as people type them: day before month, and the clock on a Belgian wall.</summary>
public static class TypedTimes
{
    private const string DayPattern = "dd'/'MM'/'yyyy";
    private const string MomentPattern = DayPattern + " HH':'mm";

    // Years of two digits are not read: 03/04/05 is three days to three people.
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy", "ddMMyyyy", "yyyy-M-d"];
    private static readonly string[] Hours = ["H:mm", "H'h'mm", "H'u'mm", "H.mm"];
    private static readonly string[] Moments = [.. Days, .. Days.SelectMany(day => Hours.SelectMany(hour => (string[])[$"{day} {hour}", $"{day}'T'{hour}"]))];

    /// <summary>A typed day; null where it is none that exists.</summary>
    public static DateOnly? ReadDay(string typed) =>
        DateOnly.TryParseExact(typed.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A typed day and hour, or a day alone, which is its beginning; null where it is none that exists.</summary>
    public static DateTime? ReadMoment(string typed) =>
        DateTime.TryParseExact(typed.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <summary>A day as it is typed.</summary>
    public static string Typed(this DateOnly day) => day.ToString(DayPattern, CultureInfo.InvariantCulture);

    /// <summary>A day and hour as they are typed.</summary>
    public static string Typed(this DateTime moment) => moment.ToString(MomentPattern, CultureInfo.InvariantCulture);

    /// <summary>The instant of a typed day and hour. In the hour that a clock change repeats, the later one; in the one it skips, the hour after.</summary>
    public static DateTimeOffset ToInstant(this DateTime typed)
    {
        var local = DateTime.SpecifyKind(typed, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, BrusselsTime.Zone.GetUtcOffset(local));
    }

    /// <summary>The wall clock, to the minute, as a field for day and hour shows it.</summary>
    public static DateTime ToTyped(this DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, BrusselsTime.Zone).DateTime;
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
    }
}
