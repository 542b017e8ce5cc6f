using System.Globalization;

namespace ConsentRegistry.Web.Components.Jobs;

/// <summary>How spans of time are shown; the signs of the units are the same in every language.</summary>
internal static class ShownSpans
{
    /// <summary>A period: whole hours, or minutes.</summary>
    public static string Period(this TimeSpan span) =>
        span.TotalHours >= 1 ? $"{span.TotalHours.ToString("0.#", CultureInfo.CurrentCulture)} h" : $"{span.TotalMinutes.ToString("0.#", CultureInfo.CurrentCulture)} min";

    /// <summary>How long something took.</summary>
    public static string Seconds(this TimeSpan span) => $"{span.TotalSeconds.ToString("0.##", CultureInfo.CurrentCulture)} s";
}
