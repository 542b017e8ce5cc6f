using System.Globalization;

namespace ConsentRegistry.Core.Sending;

/// <summary>Reads instants and days in the two forms of INTERFACES 3, and no others.</summary>
/// <remarks>
/// The framework's own parsing takes many more forms than RFC 3339 and refuses offsets beyond fourteen hours, which RFC 3339
/// allows.
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
            || !TimeOnly.TryParseExact(text[11..SecondsEnd], "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || !TryFraction(text[SecondsEnd..], out var fraction, out var offsetText)
            || !TryOffset(offsetText, out var offset))
        {
            return false;
        }

        var ticks = day.ToDateTime(time).Ticks + fraction - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>A day that exists, as <c>2026-03-16</c>.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

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

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6
            || text[0] is not ('+' or '-')
            || !TimeOnly.TryParseExact(text[1..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var size))
        {
            return false;
        }

        offset = text[0] == '-' ? -size.ToTimeSpan() : size.ToTimeSpan();
        return true;
    }
}
