using System.Globalization;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>What a cell says, as text: what its reader sees in the field above the sheet, the same in every country.</summary>
internal static partial class CellText
{
    /// <summary>A number beyond which no day has one: the end of the year 9999.</summary>
    private const double LastDay = 2_958_466;

    /// <summary>The 29th of February 1900, which spreadsheets count and which never was.</summary>
    private const double PhantomDay = 60;

    /// <summary>Days from the epoch of 1900 to that of 1904.</summary>
    private const double To1904 = 1_462;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public static string Of(bool value) => value ? "TRUE" : "FALSE";

    /// <summary>Plain digits, as somebody types them: no exponent, no ".0", no more digits than a spreadsheet shows (15).</summary>
    public static string Of(double number)
    {
        const double most = 7e28; // Of a decimal.
        return double.IsNaN(number) || double.IsInfinity(number) || Math.Abs(number) > most
            ? number.ToString(CultureInfo.InvariantCulture)
            : ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;
    }

    /// <summary>A number as it stands in a file: digits stay as they are, also those beyond what a floating-point number holds.</summary>
    public static string OfNumber(string raw) =>
        Digits().IsMatch(raw) || !double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? raw : Of(number);

    /// <summary>A number that its format shows as a day, a time of day or a length of time.</summary>
    /// <param name="number">Days since the epoch, with fraction.</param>
    /// <param name="is1904">Whether the workbook counts from 1904.</param>
    public static string OfTime(double number, NumberKind kind, bool is1904)
    {
        if (kind == NumberKind.Duration)
        {
            return number is >= 0 and < LastDay ? Duration(number) : Of(number);
        }

        if (number is >= 0 and < 1)
        {
            return Duration(number);
        }

        var days = is1904 ? number + To1904 : number < PhantomDay ? number + 1 : number;
        if (number < 0 || days >= LastDay || (!is1904 && number is >= PhantomDay and < PhantomDay + 1))
        {
            return Of(number);
        }

        // What a spreadsheet keeps of a second is rounding, and would make 14:29:59 of half past two.
        return Of(Epoch.AddSeconds(Math.Round(days * 86_400)));
    }

    /// <summary>ISO 8601; the time only where there is one.</summary>
    public static string Of(DateTime instant) =>
        instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Duration(double days)
    {
        var seconds = (long)Math.Round(days * 86_400);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    [GeneratedRegex("^-?[0-9]+$")]
    private static partial Regex Digits();
}
