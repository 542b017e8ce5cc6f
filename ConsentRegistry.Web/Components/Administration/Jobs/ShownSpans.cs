using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Administration.Jobs;

/// <summary>How spans of time are shown. The signs of minute and second are the same in every language, that of the hour is not.</summary>
internal static class ShownSpans
{
    /// <summary>A period: whole hours, or minutes.</summary>
    public static string Period(this IStringLocalizer<JobTexts> texts, TimeSpan span) =>
        span.TotalHours >= 1 ? texts["Hours", span.TotalHours.ToString("0.#", CultureInfo.CurrentCulture)] : $"{span.TotalMinutes.ToString("0.#", CultureInfo.CurrentCulture)} min";

    /// <summary>How long something took.</summary>
    public static string Seconds(this TimeSpan span) => $"{span.TotalSeconds.ToString("0.##", CultureInfo.CurrentCulture)} s";
}
