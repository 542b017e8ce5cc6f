using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Web.Localisation;

/// <summary>Instants as people type them: the clock on a Belgian wall.</summary>
public static class TypedTimes
{
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
