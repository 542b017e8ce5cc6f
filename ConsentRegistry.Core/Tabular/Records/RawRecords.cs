using System.Runtime.InteropServices;

namespace ConsentRegistry.Core.Tabular.Records;

/// <summary>
/// Cuts a seekable stream into records: bytes, offsets and physical lines, without decoding. A record with a bad quote gives up
/// its first line only. Memory stays flat: a record that outgrows the buffer is measured, not kept.
/// </summary>
internal abstract class RawRecords
{
    /// <summary>Where the record starts in the stream, in bytes.</summary>
    public long Offset { get; protected set; }

    /// <summary>Bytes of the record, its own line end included.</summary>
    public long Length { get; protected set; }

    /// <summary>The physical line that the record starts on, from 1.</summary>
    public long Line { get; protected set; }

    /// <summary>The physical line after the record.</summary>
    public long NextLine { get; protected set; }

    /// <summary>Whether a quoted field is not well formed; the record is then the first line of it.</summary>
    public bool IsBroken { get; protected set; }

    /// <summary>The physical line on which the last quote was opened that the search for the end of the record came by; for a broken record the one that is not closed.</summary>
    public long QuoteLine { get; protected set; }

    /// <summary>Whether the record was too large to be kept; <see cref="Bytes"/> is then empty.</summary>
    public bool IsOversize { get; protected set; }

    /// <summary>The bytes of the record, exactly as in the file, until the next call of <see cref="MoveNext"/>.</summary>
    public abstract ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads from <paramref name="offset"/>, where the physical line <paramref name="line"/> starts.</summary>
    public static RawRecords Open(Stream stream, TextLayout layout, char delimiter, long offset, long line) => layout.UnitWidth == 2
        ? new RawRecords<ushort>(stream, offset, line, new(layout.Unit16('"'), layout.Unit16(delimiter), layout.Unit16('\r'), layout.Unit16('\n')), layout.Unit16('\r'), layout.Unit16('\n'))
        : new RawRecords<byte>(stream, offset, line, new((byte)'"', (byte)delimiter, (byte)'\r', (byte)'\n'), (byte)'\r', (byte)'\n');

    /// <summary>Moves to the next record; false at the end of the stream.</summary>
    public abstract bool MoveNext();
}

/// <inheritdoc/>
internal sealed class RawRecords<T> : RawRecords
    where T : unmanaged, IEquatable<T>
{
    private const int Largest = 1 << 24;
    private static readonly int Width = Marshal.SizeOf<T>();

    private readonly Stream stream;
    private readonly RecordScanner<T> scanner;
    private readonly T carriageReturn;
    private readonly T lineFeed;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool atEnd;
    private long nextOffset;
    private long brokenUntil;

    public RawRecords(Stream stream, long offset, long line, RecordScanner<T> scanner, T carriageReturn, T lineFeed)
    {
        (this.stream, this.scanner, this.carriageReturn, this.lineFeed) = (stream, scanner, carriageReturn, lineFeed);
        (nextOffset, NextLine) = (offset, line);
        stream.Position = offset;
    }

    public override ReadOnlyMemory<byte> Bytes => IsOversize ? default : buffer.AsMemory(start, (int)Length);

    public override bool MoveNext()
    {
        start += IsOversize ? 0 : (int)Length;
        (Offset, Line, Length, IsBroken, IsOversize) = (nextOffset, NextLine, 0, false, false);
        scanner.Begin();
        var (position, before) = (0, 0L);
        ScanEnd scan;
        while ((scan = scanner.Scan(Units, ref position, before, atEnd, (brokenUntil - Offset) / Width)) == ScanEnd.NeedsMore)
        {
            More(ref position, ref before);
        }

        if (before + position == 0)
        {
            return false;
        }

        IsBroken = scan == ScanEnd.Broken;
        QuoteLine = Line + scanner.LinesBeforeQuote;
        var units = before + position;
        if (IsBroken)
        {
            brokenUntil = Math.Max(brokenUntil, Offset + (units * Width));
            units = scanner.FirstLineLength > 0 ? scanner.FirstLineLength : LineLength(ref position, ref before);
        }

        Length = units * Width;
        nextOffset = Offset + Length;
        NextLine = Line + (IsBroken ? 1 : scanner.Lines);
        LeaveOversize(position, before);
        return true;
    }

    private ReadOnlySpan<T> Units => MemoryMarshal.Cast<byte, T>(buffer.AsSpan(start, end - start));

    /// <summary>From where a broken record was given up to the end of that line, when it never passed a line end.</summary>
    private long LineLength(ref int position, ref long before)
    {
        while (true)
        {
            var found = Units[position..].IndexOfAny(carriageReturn, lineFeed);
            var at = position + found;
            if (found >= 0 && (at + 1 < Units.Length || atEnd || Units[at].Equals(lineFeed)))
            {
                var pair = Units[at].Equals(carriageReturn) && at + 1 < Units.Length && Units[at + 1].Equals(lineFeed);
                position = at + (pair ? 2 : 1);
                return before + position;
            }

            position = found < 0 ? Units.Length : at;
            if (atEnd)
            {
                return before + position;
            }

            More(ref position, ref before);
        }
    }

    private void LeaveOversize(int position, long before)
    {
        if (!IsOversize)
        {
            return;
        }

        if (Length == (before + position) * Width)
        {
            start += position * Width;
            return;
        }

        // The first line of a broken record lies behind: go back to what follows it.
        stream.Position = nextOffset;
        (start, end, atEnd) = (0, 0, false);
    }

    private void More(ref int position, ref long before)
    {
        if (end - start >= Largest)
        {
            IsOversize = true;
        }

        if (IsOversize)
        {
            start += position * Width;
            before += position;
            position = 0;
        }

        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        atEnd = read == 0;
    }
}
