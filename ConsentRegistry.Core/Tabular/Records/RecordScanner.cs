namespace ConsentRegistry.Core.Tabular.Records;

/// <summary>How a scan of one record ended.</summary>
internal enum ScanEnd
{
    /// <summary>The text ran out: scan again with more of it from where this scan stopped.</summary>
    NeedsMore,

    /// <summary>The record is complete, its own line end included.</summary>
    Complete,

    /// <summary>A quoted field is not well formed, or never closed.</summary>
    Broken,
}

/// <summary>
/// Finds the end of one record in bytes or 16-bit units, without reading its fields. It can be fed piecemeal. It knows only what
/// moves the end of a record: quotes at the start of a field, doubled quotes, and the three line ends.
/// </summary>
internal sealed class RecordScanner<T>(T quote, T delimiter, T carriageReturn, T lineFeed)
    where T : unmanaged, IEquatable<T>
{
    private bool inQuotes;
    private bool atFieldStart;

    /// <summary>Line ends passed so far, the record's own included.</summary>
    public int Lines { get; private set; }

    /// <summary>Units up to and including the first line end; 0 while there is none.</summary>
    public long FirstLineLength { get; private set; }

    /// <summary>Line ends that had been passed when the last quote was opened.</summary>
    public int LinesBeforeQuote { get; private set; }

    /// <summary>Forgets the last record.</summary>
    public void Begin()
    {
        (inQuotes, atFieldStart, Lines, FirstLineLength, LinesBeforeQuote) = (false, true, 0, 0, 0);
    }

    /// <summary>
    /// Scans on from <paramref name="position"/> and leaves it where scanning stopped. <paramref name="before"/> is the number of
    /// units of this record that stand before <paramref name="text"/>; <paramref name="last"/> says that no text follows.
    /// </summary>
    /// <remarks>
    /// <paramref name="brokenUntil"/> counts the units from the start of this record to the point where an earlier, broken record was
    /// given up. That one was inside quotes at every line start up to there, so a record that is inside quotes at one of them too must
    /// end the same way. Knowing this keeps reading linear in a file whose every line has a bad quote.
    /// </remarks>
    public ScanEnd Scan(ReadOnlySpan<T> text, ref int position, long before, bool last, long brokenUntil)
    {
        while (true)
        {
            var found = text[position..].IndexOfAny(quote, carriageReturn, lineFeed);
            if (found < 0)
            {
                atFieldStart = position < text.Length ? text[^1].Equals(delimiter) : atFieldStart;
                position = text.Length;
                return !last ? ScanEnd.NeedsMore : inQuotes ? ScanEnd.Broken : ScanEnd.Complete;
            }

            var startsField = found == 0 ? atFieldStart : text[position + found - 1].Equals(delimiter);
            position += found;
            atFieldStart = startsField;
            if (text[position].Equals(quote))
            {
                if (!inQuotes)
                {
                    inQuotes = startsField;
                    LinesBeforeQuote = inQuotes ? Lines : LinesBeforeQuote;
                    atFieldStart = false;
                    position++;
                    continue;
                }

                if (position + 1 == text.Length && !last)
                {
                    return ScanEnd.NeedsMore;
                }

                if (position + 1 < text.Length && text[position + 1].Equals(quote))
                {
                    position += 2;
                    continue;
                }

                position++;
                if (position < text.Length && !EndsField(text[position]))
                {
                    return ScanEnd.Broken;
                }

                inQuotes = false;
                atFieldStart = false;
                continue;
            }

            var width = LineEndWidth(text, position, last);
            if (width == 0)
            {
                return ScanEnd.NeedsMore;
            }

            position += width;
            Lines++;
            FirstLineLength = Lines == 1 ? before + position : FirstLineLength;
            if (!inQuotes)
            {
                return ScanEnd.Complete;
            }

            if (before + position <= brokenUntil)
            {
                return ScanEnd.Broken;
            }
        }
    }

    private bool EndsField(T unit) => unit.Equals(delimiter) || unit.Equals(carriageReturn) || unit.Equals(lineFeed);

    /// <summary>1 or 2; 0 when a carriage return stands last and a line feed may follow.</summary>
    private int LineEndWidth(ReadOnlySpan<T> text, int position, bool last) =>
        text[position].Equals(lineFeed) ? 1
        : position + 1 < text.Length ? (text[position + 1].Equals(lineFeed) ? 2 : 1)
        : last ? 1 : 0;
}
