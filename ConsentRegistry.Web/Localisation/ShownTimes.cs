using System.Globalization;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Web.Localisation;

/// <summary>How an instant or a day is shown: the clock on a Belgian wall, in the form of the reader's language.</summary>
public static class ShownTimes
{
    public static string Shown(this DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, BrusselsTime.Zone).ToString("g", CultureInfo.CurrentCulture);

    public static string Shown(this DateOnly on) => on.ToString("d", CultureInfo.CurrentCulture);
}
