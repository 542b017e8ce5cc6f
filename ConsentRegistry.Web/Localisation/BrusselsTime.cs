using System.Globalization;

namespace ConsentRegistry.Web.Localisation;

/// <summary>How an instant is shown: the clock on a Belgian wall, in the form of the reader's language.</summary>
public static class BrusselsTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    public static string Shown(this DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Zone).ToString("g", CultureInfo.CurrentCulture);

    public static string Shown(this DateOnly on) => on.ToString("d", CultureInfo.CurrentCulture);
}
