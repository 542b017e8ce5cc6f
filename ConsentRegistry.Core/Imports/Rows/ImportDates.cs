using System.Globalization;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>Which of day and month stands first in the dates of a file (W-8).</summary>
public enum DateOrder
{
    DayFirst = 1,
    MonthFirst = 2,
}

/// <summary>Days as files write them. Two-digit years are of this century.</summary>
public static class ImportDates
{
    private const int LastSerial = 2_958_465;
    private const int PhantomSerial = 60;

    /// <summary>A name of a day of the week, a comma and its like may stand before the date.</summary>
    private const int MostParts = 6;

    private static readonly string[] Months =
    [
        "jan", "feb fév fev", "mar maa mrt mär mrz", "apr avr", "may mei mai", "jun juin", "jul juil", "aug aoû aou", "sep", "oct okt", "nov", "dec déc dez",
    ];

    /// <summary>
    /// dd/mm/yyyy, dd-mm-yy, dd.mm.yyyy, yyyy-mm-dd with or without a time, yyyymmdd with or without hhmmss, "13 Dec 2024", "Mon, 25 Mar 2024 10:00:00
    /// +0100", seconds or milliseconds since 1970, and spreadsheet serials with or without fraction (1 is 1900-01-01; the leap day that 1900 never had
    /// is counted). The date part counts, not the time; seconds since 1970 are counted in Brussels. Years from 1900 to 2199: what is further away is a
    /// telephone number with dots.
    /// </summary>
    /// <param name="order">What stands first where both could be a month; a value over 12 is never one.</param>
    public static bool TryRead(string? raw, out DateOnly day, DateOrder order = DateOrder.DayFirst)
    {
        day = default;
        var text = (raw ?? "").AsSpan().Trim();
        return text.Length > 0 && (char.IsAsciiDigit(text[0]) || char.IsLetter(text[0])) && (TryReadNumber(text, out day) || TryReadParts(text, order, out day));
    }

    /// <summary>Which order a value shows by a part over 12; null where both could be a month, or where it is no such date.</summary>
    public static DateOrder? OrderOf(ReadOnlySpan<char> text, out bool isOpen)
    {
        isOpen = false;
        Span<Range> ranges = stackalloc Range[4];
        var trimmed = text.Trim();
        if (trimmed.Length is < 6 or > 40 || !char.IsAsciiDigit(trimmed[0]) || trimmed.SplitAny(ranges, " /-.T,", StringSplitOptions.RemoveEmptyEntries) < 3)
        {
            return null;
        }

        if (!TryNumber(trimmed[ranges[0]], 2, out var first) || !TryNumber(trimmed[ranges[1]], 2, out var second) || !TryYear(trimmed[ranges[2]], out _)
            || first is < 1 or > 31 || second is < 1 or > 31)
        {
            return null;
        }

        isOpen = first <= 12 && second <= 12 && first != second;
        return first > 12 && second <= 12 ? DateOrder.DayFirst : first <= 12 && second > 12 ? DateOrder.MonthFirst : null;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        var fraction = text.IndexOfAny('.', ',');
        var whole = fraction < 0 ? text : text[..fraction];
        if (whole.ContainsAnyExceptInRange('0', '9') || whole.Length is 0 or > 14 || (fraction >= 0 && text[(fraction + 1)..].ContainsAnyExceptInRange('0', '9')))
        {
            return false;
        }

        var number = long.Parse(whole, CultureInfo.InvariantCulture);
        return whole.Length switch
        {
            8 => fraction < 0 && TryMake((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100), out day),
            12 or 14 => TryReadNumber(whole[..8], out day),
            10 when whole[0] != '0' => TryEpoch(number, out day),
            13 when whole[0] != '0' => TryEpoch(number / 1000, out day),
            <= 7 => TrySerial((int)number, out day),
            _ => false,
        };
    }

    private static bool TrySerial(int number, out DateOnly day)
    {
        day = default;
        if (number is < 1 or > LastSerial or PhantomSerial)
        {
            return false;
        }

        day = new DateOnly(1899, 12, 31).AddDays(number > PhantomSerial ? number - 1 : number);
        return true;
    }

    private static bool TryEpoch(long seconds, out DateOnly day)
    {
        day = BrusselsTime.DayOf(DateTimeOffset.FromUnixTimeSeconds(seconds));
        return day.Year <= 2199;
    }

    private static bool TryReadParts(ReadOnlySpan<char> text, DateOrder order, out DateOnly day)
    {
        day = default;
        Span<Range> ranges = stackalloc Range[MostParts];
        var parts = text.SplitAny(ranges, " /-.,\u00A0", StringSplitOptions.RemoveEmptyEntries);
        if (parts < 3)
        {
            return false;
        }

        // "Mon, 25 Mar 2024": the name of the day says nothing more, and may begin like that of a month.
        var from = parts > 3 && char.IsLetter(text[ranges[0]][0]) && !char.IsLetter(text[ranges[1]][0]) && char.IsLetter(text[ranges[2]][0]) ? 1 : 0;
        return TryReadParts(text[ranges[from]], text[ranges[from + 1]], text[ranges[from + 2]], order, out day);
    }

    private static bool TryReadParts(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third, DateOrder order, out DateOnly day)
    {
        day = default;
        if (MonthNamed(first) is var leading and > 0)
        {
            return TryNumber(second, 2, out var of) && TryYear(third, out var year) && TryMake(year, leading, of, out day);
        }

        if (first.Length == 4)
        {
            return TryNumber(first, 4, out var year) && TryNumber(second, 2, out var month) && TryNumber(third[..Math.Min(2, third.Length)], 2, out var of) && TryMake(year, month, of, out day);
        }

        var named = MonthNamed(second);
        if (!TryNumber(first, 2, out var one) || !TryYear(YearOf(third), out var ofYear) || (named == 0 && !TryNumber(second, 2, out named)))
        {
            return false;
        }

        // A value over 12 is no month, whatever the order of the file.
        var isMonthFirst = MonthNamed(second) == 0 && one <= 12 && (named > 12 || order == DateOrder.MonthFirst);
        return isMonthFirst ? TryMake(ofYear, one, named, out day) : TryMake(ofYear, named, one, out day);
    }

    /// <summary>"2024T10:00" is a year and a time.</summary>
    private static ReadOnlySpan<char> YearOf(ReadOnlySpan<char> text) => text.Length > 4 && text[4] == 'T' ? text[..4] : text;

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
