using System.Globalization;

namespace ConsentRegistry.Core.Imports;

/// <summary>Days as files write them. The day stands before the month, always; two-digit years are of this century.</summary>
public static class ImportDates
{
    private const int LastSerial = 2_958_465;
    private const int PhantomSerial = 60;

    private static readonly string[] Months =
    [
        "jan", "feb fév fev", "mar maa mrt mär mrz", "apr avr", "may mei mai", "jun juin", "jul juil", "aug aoû aou", "sep", "oct okt", "nov", "dec déc dez",
    ];

    /// <summary>
    /// dd/mm/yyyy, dd-mm-yy, dd.mm.yyyy, yyyy-mm-dd with or without a time, yyyymmdd, "13 Dec 2024", and spreadsheet serials with or
    /// without fraction (1 is 1900-01-01; the leap day that 1900 never had is counted). The date part counts, not the time. Years
    /// from 1900 to 2199: what is further away is a telephone number with dots.
    /// </summary>
    public static bool TryRead(string? raw, out DateOnly day)
    {
        day = default;
        var text = (raw ?? "").AsSpan().Trim();
        return text.Length > 0 && (TryReadSerial(text, out day) || TryReadParts(text, out day));
    }

    private static bool TryReadSerial(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        var fraction = text.IndexOfAny('.', ',');
        var whole = fraction < 0 ? text : text[..fraction];
        if (whole.ContainsAnyExceptInRange('0', '9') || whole.Length is 0 or > 8 || (fraction >= 0 && text[(fraction + 1)..].ContainsAnyExceptInRange('0', '9')))
        {
            return false;
        }

        var number = int.Parse(whole, CultureInfo.InvariantCulture);
        if (whole.Length == 8)
        {
            return fraction < 0 && TryMake(number / 10000, number / 100 % 100, number % 100, out day);
        }

        if (number is < 1 or > LastSerial or PhantomSerial)
        {
            return false;
        }

        day = new DateOnly(1899, 12, 31).AddDays(number > PhantomSerial ? number - 1 : number);
        return true;
    }

    private static bool TryReadParts(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        Span<Range> ranges = stackalloc Range[5];
        var parts = text.SplitAny(ranges, " /-.,\u00A0", StringSplitOptions.RemoveEmptyEntries);
        if (parts < 3)
        {
            return false;
        }

        var first = text[ranges[0]];
        var second = text[ranges[1]];
        var third = text[ranges[2]];
        if (MonthNamed(first) is var leading and > 0)
        {
            return TryNumber(second, 2, out var of) && TryYear(third, out var year) && TryMake(year, leading, of, out day);
        }

        if (first.Length == 4)
        {
            return TryNumber(first, 4, out var year) && TryNumber(second, 2, out var month) && TryNumber(third[..Math.Min(2, third.Length)], 2, out var of) && TryMake(year, month, of, out day);
        }

        var named = MonthNamed(second);
        return TryNumber(first, 2, out var dayOfMonth) && TryYear(third, out var ofYear)
            && (named > 0 || TryNumber(second, 2, out named)) && TryMake(ofYear, named, dayOfMonth, out day);
    }

    private static int MonthNamed(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || !char.IsLetter(word[0]))
        {
            return 0;
        }

        for (var month = 0; month < Months.Length; month++)
        {
            foreach (var stem in Months[month].Split(' '))
            {
                if (word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
                {
                    return month + 1;
                }
            }
        }

        return 0;
    }

    private static bool TryYear(ReadOnlySpan<char> text, out int year)
    {
        var read = (text.Length is 2 or 4) && TryNumber(text, 4, out year);
        year = read ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        year += text.Length == 2 ? 2000 : 0;
        return read;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, int longest, out int number)
    {
        number = 0;
        return text.Length > 0 && text.Length <= longest && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryMake(int year, int month, int day, out DateOnly made)
    {
        made = default;
        if (year is < 1900 or > 2199 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        made = new DateOnly(year, month, day);
        return true;
    }
}
