using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using ConsentRegistry.Core.Addresses;
using CsvHelper;
using CsvHelper.Configuration;

namespace ConsentRegistry.Core.Tabular.Records;

/// <summary>
/// The records of a delimited file, one after another, empty lines left out. It is both reader and current record: the members
/// that describe a record are valid until the next <see cref="MoveNext"/>. Fields are cut by CsvHelper; where its reader would
/// swallow the rest of a file after a bad quote, <see cref="RawRecords"/> stands in front and hands it well-formed records only.
/// </summary>
public sealed class CsvRecords : IDisposable
{
    /// <summary>The longest field that is taken in, in characters: what a spreadsheet cell can hold.</summary>
    public const int LongestField = 32_767;

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'))]);

    private readonly RawRecords raw;
    private readonly Stream stream;
    private readonly TextLayout layout;
    private readonly RecordFeed feed = new();
    private readonly CsvParser parser;
    private readonly SearchValues<char> blank;
    private char[] text = new char[4096];
    private int length;

    /// <summary>Reads <paramref name="stream"/>, which must be seekable and is left open, from a byte offset where a line starts.</summary>
    public CsvRecords(Stream stream, TextLayout layout, char delimiter, long offset, long line)
    {
        (this.stream, this.layout) = (stream, layout);
        raw = RawRecords.Open(stream, layout, delimiter, offset, line);
        blank = SearchValues.Create([delimiter, '"', .. Enumerable.Range(0, 0x3001).Select(c => (char)c).Where(char.IsWhiteSpace)]);
        parser = new CsvParser(feed, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BadDataFound = null,
            IgnoreBlankLines = false,
        });
    }

    /// <summary>The physical line that the record starts on, from 1.</summary>
    public long Line => raw.Line;

    /// <summary>The physical line after the record.</summary>
    public long NextLine => raw.NextLine;

    /// <summary>Where the record starts in the file, in bytes.</summary>
    public long Offset => raw.Offset;

    /// <summary>Bytes of the record, its own line end included.</summary>
    public long Length => raw.Length;

    /// <summary>The physical line on which the quote is opened that is not closed, where the record is not readable because of one.</summary>
    public long QuoteLine => raw.QuoteLine;

    /// <summary>Whether a field goes on over the end of a line.</summary>
    public bool SpansLines => IsReadable && text.AsSpan(0, length - 1).ContainsAny('\r', '\n');

    /// <summary>Whether the file ends within the record's last line, without a line end.</summary>
    public bool IsOpenEnded => NextLine == Line;

    /// <summary>Whether the fields could be read; false after a bad quote or for a record of more than 16 MiB.</summary>
    public bool IsReadable => !raw.IsBroken && !raw.IsOversize;

    /// <summary>The number of fields; 0 when not readable.</summary>
    public int Count => IsReadable ? parser.Count : 0;

    /// <summary>A field, unquoted but not trimmed; empty beyond the last one.</summary>
    public string this[int index] => index < Count ? parser[index] : "";

    /// <summary>All fields of the record, kept beyond it.</summary>
    public string[] Fields()
    {
        var fields = new string[Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = parser[i];
        }

        return fields;
    }

    /// <summary>Moves to the next record that is not an empty line; false at the end.</summary>
    public bool MoveNext()
    {
        while (raw.MoveNext())
        {
            if (!IsReadable)
            {
                return true;
            }

            Decode();
            feed.Hold(text, length);
            parser.Read();
            if (!IsEmptyLine())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is wrong with the record as such, the first that applies; null when nothing is.</summary>
    /// <param name="fewest">Fields that every row must have.</param>
    /// <param name="most">Fields beyond which a row may have empty ones only.</param>
    public RejectionReason? Fault(int fewest, int most)
    {
        if (!IsReadable)
        {
            return raw.IsBroken ? RejectionReason.UnbalancedQuote : RejectionReason.FieldTooLong;
        }

        if (text.AsSpan(0, length).ContainsAny(ControlCharacters))
        {
            return RejectionReason.ControlCharacters;
        }

        if (TypedText.HasForbidden(text.AsSpan(0, length)))
        {
            return RejectionReason.ForbiddenCharacters;
        }

        if (Count < fewest)
        {
            return RejectionReason.TooFewFields;
        }

        for (var i = most; i < Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(parser[i]))
            {
                return RejectionReason.TooManyFields;
            }
        }

        return HasTooLongField() ? RejectionReason.FieldTooLong : null;
    }

    /// <summary>Writes the bytes of the record, its own line end included, exactly as they stand in the file.</summary>
    public void CopyRawTo(Stream target)
    {
        if (!raw.IsOversize)
        {
            target.Write(raw.Bytes.Span);
            return;
        }

        var here = stream.Position;
        CopyRange(stream, raw.Offset, raw.Length, target);
        stream.Position = here;
    }

    /// <summary>Copies bytes of a file; the position of <paramref name="source"/> is moved.</summary>
    public static void CopyRange(Stream source, long offset, long count, Stream target)
    {
        source.Position = offset;
        var buffer = new byte[1 << 16];
        while (count > 0)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            target.Write(buffer, 0, read);
            count -= read;
        }
    }

    /// <summary>Lets go of the parser; the stream stays open.</summary>
    public void Dispose()
    {
        parser.Dispose();
        feed.Dispose();
    }

    /// <summary>The record's text with one line feed at its end, whichever line end the file has there.</summary>
    private void Decode()
    {
        var bytes = raw.Bytes.Span;

        // One line in another encoding in a file that is UTF-8: read as what it is, so that a name or a word of refusal in it is not lost.
        var encoding = IsUtf8 && !Utf8.IsValid(bytes) ? TextLayout.Windows1252.Encoding : layout.Encoding;
        var room = encoding.GetMaxCharCount(bytes.Length) + 1;
        text = text.Length < room ? new char[room * 2] : text;
        length = encoding.GetChars(bytes, text);
        length -= length > 0 && text[length - 1] == '\n' ? 1 : 0;
        length -= length > 0 && text[length - 1] == '\r' ? 1 : 0;
        text[length++] = '\n';
    }

    private bool IsUtf8 => layout == TextLayout.Utf8 || layout == TextLayout.Utf8WithMark;

    /// <summary>The text of the record as it stands, without its line end and without its fields cut; empty when it is too large to be kept.</summary>
    public string WholeText()
    {
        if (raw.IsOversize)
        {
            return string.Empty;
        }

        Decode();
        return new string(text, 0, length - 1);
    }

    private bool IsEmptyLine()
    {
        if (text.AsSpan(0, length).ContainsAnyExcept(blank))
        {
            return false;
        }

        for (var i = 0; i < parser.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(parser[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasTooLongField()
    {
        for (var i = 0; length > LongestField && i < parser.Count; i++)
        {
            if (parser[i].Length > LongestField)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Hands a parser the text of one record at a time. The text ends with a line feed, so that the parser never asks for more than it holds.</summary>
    private sealed class RecordFeed : TextReader
    {
        private char[] held = [];
        private int position;
        private int length;

        public void Hold(char[] text, int count) => (held, position, length) = (text, 0, count);

        public override int Read(char[] buffer, int index, int count)
        {
            var given = Math.Min(count, length - position);
            Array.Copy(held, position, buffer, index, given);
            position += given;
            return given;
        }
    }
}
