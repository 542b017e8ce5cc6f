using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>
/// The text of a part that holds XML, handed on as long as no single piece of it is longer than any workbook needs: an XML reader keeps a whole
/// tag, and a whole piece of marked text (<c>CDATA</c>), in memory.
/// </summary>
internal sealed class BoundedText(TextReader source) : TextReader
{
    private const int LongestPiece = 4 << 20;

    /// <summary>Characters of a part in which text is marked; its pieces are not told from here.</summary>
    private const long MostWithMarkedText = 32 << 20;

    private const string Mark = "<![";

    private long read;
    private int sinceTag;
    private bool hasMarkedText;
    private int matched;

    public override int Read(char[] buffer, int index, int count)
    {
        var got = source.Read(buffer, index, count);
        Look(buffer.AsSpan(index, got));
        return got;
    }

    public override int Read() => throw new NotSupportedException();

    public override int Peek() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<char> text)
    {
        read += text.Length;
        var last = text.LastIndexOf('<');
        var longest = last < 0 ? sinceTag + text.Length : sinceTag + text.IndexOf('<');
        sinceTag = last < 0 ? longest : text.Length - last;
        hasMarkedText = hasMarkedText || HasMark(text);
        if (longest > LongestPiece || (hasMarkedText && read > MostWithMarkedText))
        {
            throw new WorkbookException(Refusal.WorkbookTooLarge);
        }
    }

    /// <summary>Whether the mark ends in this text; it may have begun in the one before.</summary>
    private bool HasMark(ReadOnlySpan<char> text)
    {
        for (; matched > 0 && !text.IsEmpty; text = text[1..])
        {
            matched = text[0] == Mark[matched] ? matched + 1 : text[0] == Mark[0] ? 1 : 0;
            if (matched == Mark.Length)
            {
                return true;
            }
        }

        if (text.Contains(Mark, StringComparison.Ordinal))
        {
            return true;
        }

        matched = text.EndsWith("<!", StringComparison.Ordinal) ? 2 : text.EndsWith("<", StringComparison.Ordinal) ? 1 : matched;
        return false;
    }
}
