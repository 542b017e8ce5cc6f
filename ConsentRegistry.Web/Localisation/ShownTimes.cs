using System.Globalization;
using ConsentRegistry.Core;
using ConsentRegistry.Web.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Localisation;

/// <summary>How an instant or a day is shown: the clock on a Belgian wall, in the form of the reader's language.</summary>
public static class ShownTimes
{
    public static string Shown(this DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, BrusselsTime.Zone).ToString("g", CultureInfo.CurrentCulture);

    public static string Shown(this DateOnly on) => on.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>
    /// What stands under a field for a day: the chosen day in words, or the order of its parts. Browsers show such fields in the order of their
    /// own language, so that 03/04 could be read as March.
    /// </summary>
    public static string Written(this DateOnly? on, IStringLocalizer<ShellTexts> shell) => on?.ToString("D", CultureInfo.CurrentCulture) ?? shell["DayOrder"];

    /// <summary>The same for a field for day and hour.</summary>
    public static string Written(this DateTime? typed, IStringLocalizer<ShellTexts> shell) => typed?.ToString("f", CultureInfo.CurrentCulture) ?? shell["DayOrder"];
}
