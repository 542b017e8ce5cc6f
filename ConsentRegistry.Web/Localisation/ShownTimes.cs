using System.Globalization;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Web.Localisation;

/// <summary>How an instant or a day is shown: the clock on a Belgian wall, in the form of the reader's language.</summary>
public static class ShownTimes
{
    public static string Shown(this DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, BrusselsTime.Zone).ToString("g", CultureInfo.CurrentCulture);

    public static string Shown(this DateOnly on) => on.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>
    /// The day in a field, in words; null while there is none. Browsers show such a field in the order of their own language, so that 03/04 could
    /// be read as March.
    /// </summary>
    public static string? Written(this DateOnly? on) => on?.ToString("D", CultureInfo.CurrentCulture);

    /// <summary>The same for a field for day and hour.</summary>
    public static string? Written(this DateTime? typed) => typed?.ToString("f", CultureInfo.CurrentCulture);

    /// <summary>The same behind the hint that the field has anyway.</summary>
    public static string Written(this DateTime? typed, string hint) => typed is null ? hint : $"{hint} ({typed.Written()})";
}
