namespace ConsentRegistry.Core.Sending.Json;

/// <summary>Reads instants and days in the two forms of INTERFACES 3, and no others.</summary>
/// <remarks>
/// By hand, because the framework's parsing takes more forms than RFC 3339, refuses offsets beyond fourteen hours, which
/// RFC 3339 allows, and was slow enough to show in a file of facts.
/// </remarks>
internal static class Rfc3339
{
    private const int SecondsEnd = 19;

    /// <summary>An instant with offset, as <c>2026-03-16T09:00:00+01:00</c> or <c>…Z</c>; a fraction finer than 100 ns is cut.</summary>
    public static bool TryInstant(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length <= SecondsEnd
            || text[10] is not ('T' or 't')
            || !TryDay(text[..10], out var day)
            || !TryMinutes(text[11..16], out var minutes)
            || text[16] != ':'
            || !TryDigits(text[17..SecondsEnd], out var seconds)
            || seconds > 59
            || !TryFraction(text[SecondsEnd..], out var fraction, out var offsetText)
            || !TryOffset(offsetText, out var offsetMinutes))
        {
            return false;
        }

        var ticks = (day.DayNumber * TimeSpan.TicksPerDay)
            + ((minutes - offsetMinutes) * TimeSpan.TicksPerMinute)
            + (seconds * TimeSpan.TicksPerSecond)
            + fraction;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>A day that exists, as <c>2026-03-16</c>.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10
            || text[4] != '-'
            || text[7] != '-'
            || !TryDigits(text[..4], out var year)
            || !TryDigits(text[5..7], out var month)
            || !TryDigits(text[8..], out var dayOfMonth)
            || year < 1
            || month is < 1 or > 12
            || dayOfMonth < 1
            || dayOfMonth > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out long ticks, out ReadOnlySpan<char> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
        {
            return true;
        }

        var end = 1;
        for (var unit = TimeSpan.TicksPerSecond / 10; end < text.Length && char.IsAsciiDigit(text[end]); end++, unit /= 10)
        {
            ticks += (text[end] - '0') * unit;
        }

        rest = text[end..];
        return end > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || !TryMinutes(text[1..], out var size))
        {
            return false;
        }

        minutes = text[0] == '-' ? -size : size;
        return true;
    }

    /// <summary>A time of day or an offset, as <c>09:30</c>.</summary>
    private static bool TryMinutes(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text[2] != ':'
            || !TryDigits(text[..2], out var hour)
            || !TryDigits(text[3..], out var minute)
            || hour > 23
            || minute > 59)
        {
            return false;
        }

        minutes = (hour * 60) + minute;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }

            number = (number * 10) + (character - '0');
        }

        return true;
    }
}
