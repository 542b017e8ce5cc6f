using System.Runtime.InteropServices;
using System.Text;
using ConsentRegistry.Core.Tabular.Workbooks;

namespace ConsentRegistry.Core.Tabular;

/// <summary>How the text of a file is encoded.</summary>
/// <param name="Name">The word of the import report: utf-8-bom, utf-8, utf-16le-bom, utf-16be-bom, utf-16le, utf-16be, windows-1252 or iso-8859-15; xlsx or xls for a workbook.</param>
/// <param name="Encoding">Decodes with replacement characters; it never throws.</param>
/// <param name="MarkLength">Bytes of the byte order mark, which belongs to no line.</param>
/// <param name="UnitWidth">Bytes of one unit: 2 for UTF-16, else 1. In all these encodings quotes, delimiters and line ends are one unit that stands for nothing else.</param>
public sealed record TextLayout(string Name, Encoding Encoding, int MarkLength, int UnitWidth)
{
    /// <summary>What parts the fields, where that is known and has not to be found; null elsewhere.</summary>
    public char? Delimiter { get; private init; }

    private static readonly EncodingProvider CodePages = CodePagesEncodingProvider.Instance;

    public static TextLayout Utf8 { get; } = new("utf-8", new UTF8Encoding(false), 0, 1);

    public static TextLayout Utf8WithMark { get; } = new("utf-8-bom", new UTF8Encoding(false), 3, 1);

    public static TextLayout Utf16Le { get; } = new("utf-16le", Utf16(false), 0, 2);

    public static TextLayout Utf16LeWithMark { get; } = new("utf-16le-bom", Utf16(false), 2, 2);

    public static TextLayout Utf16Be { get; } = new("utf-16be", Utf16(true), 0, 2);

    public static TextLayout Utf16BeWithMark { get; } = new("utf-16be-bom", Utf16(true), 2, 2);

    public static TextLayout Windows1252 { get; } = new("windows-1252", CodePages.GetEncoding(1252)!, 0, 1);

    public static TextLayout Iso8859Part15 { get; } = new("iso-8859-15", CodePages.GetEncoding(28605)!, 0, 1);

    /// <summary>The text that was made of a sheet. Its encoding is called after the workbook, which is what the operator has.</summary>
    internal static TextLayout OfSheet(WorkbookSheet sheet, char delimiter) => new(sheet.Kind, new UTF8Encoding(false), 3, 1) { Delimiter = delimiter };

    /// <summary>Half of a surrogate pair is read as a character that no text may hold, so that its row is rejected (W-11); a plain replacement character would hide it.</summary>
    private static UnicodeEncoding Utf16(bool isBigEndian)
    {
        var encoding = (UnicodeEncoding)new UnicodeEncoding(isBigEndian, false).Clone();
        encoding.DecoderFallback = new DecoderReplacementFallback("\uFFFF");
        return encoding;
    }

    internal ushort Unit16(char c)
    {
        Span<byte> bytes = stackalloc byte[2];
        Encoding.GetBytes([c], bytes);
        return MemoryMarshal.Read<ushort>(bytes);
    }
}
