namespace ConsentRegistry.Core.Sending;

/// <summary>Days as people in Belgium count them: every day and every limit in months of the gate is a Europe/Brussels day (RULES 3).</summary>
public static class BrusselsDays
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    /// <summary>The day in Brussels on which <paramref name="instant"/> falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Brussels).DateTime);

    /// <summary>The last moment of <paramref name="day"/> in Brussels.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        // Brussels never changes its clock around midnight, so that this moment exists once on every day.
        var last = day.ToDateTime(TimeOnly.MaxValue);
        return new DateTimeOffset(last, Brussels.GetUtcOffset(last));
    }

    /// <summary>
    /// Whether a term of calendar months that began on <paramref name="start"/> still runs on <paramref name="today"/>. It ends at
    /// the start of the day reached; a day that the month does not have becomes its last.
    /// </summary>
    public static bool IsWithinMonths(DateOnly start, int months, DateOnly today) => today < start.AddMonths(months);
}
