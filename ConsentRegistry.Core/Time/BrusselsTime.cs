namespace ConsentRegistry.Core.Time;

/// <summary>Days as people in Belgium count them: every day and every limit in months is a Europe/Brussels day (RULES 3 and 5).</summary>
public static class BrusselsTime
{
    /// <summary>Europe/Brussels.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    /// <summary>The day in Brussels on which an instant falls.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>The same instant with the time of day, and the offset, that Brussels has then.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The first instant of a day in Brussels.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The last instant of a day in Brussels.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day.ToDateTime(TimeOnly.MaxValue));

    /// <summary>
    /// Whether a term of calendar months that began on <paramref name="start"/> still runs on <paramref name="today"/>. It ends at
    /// the start of the day reached; a day that the month does not have becomes its last.
    /// </summary>
    public static bool IsWithinMonths(DateOnly start, int months, DateOnly today) => today < start.AddMonths(months);

    // Brussels never changes its clock around midnight, so that both ends of a day exist once on every day.
    private static DateTimeOffset At(DateTime local) => new(local, Zone.GetUtcOffset(local));
}
