using System.Text;

namespace ConsentRegistry.Core.Tabular;

/// <summary>Why a file as a whole cannot be read as a list. The names are the words of the import report.</summary>
public enum FileError
{
    /// <summary>Nothing but a byte order mark and white space.</summary>
    Empty = 1,

    /// <summary>A zip or another binary that is no workbook, or HTML.</summary>
    NotCsv = 2,

    /// <summary>A line of column names and no data row.</summary>
    HeaderOnly = 3,

    /// <summary>No column holds an e-mail address or a telephone number.</summary>
    NoContactColumn = 4,

    /// <summary>A workbook that is encrypted with a password.</summary>
    WorkbookProtected = 5,

    /// <summary>It begins like a workbook and cannot be read as one.</summary>
    WorkbookDamaged = 6,

    /// <summary>No sheet of the workbook has a value in it.</summary>
    WorkbookEmpty = 7,

    /// <summary>The workbook unpacks to more than any list has.</summary>
    WorkbookTooLarge = 8,
}

/// <summary>Tells files that are no delimited text at all from those that are.</summary>
internal static class FileSniffer
{
    private static readonly byte[][] BinaryStarts =
    [
        "PK\u0003\u0004"u8.ToArray(), "PK\u0005\u0006"u8.ToArray(), "%PDF"u8.ToArray(), "GIF8"u8.ToArray(), "Rar!"u8.ToArray(),
        "7z\u00BC\u00AF"u8.ToArray(), "SQLite format 3"u8.ToArray(), @"{\rtf"u8.ToArray(),
        [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], [0x37, 0x7A, 0xBC, 0xAF],
    ];

    private static readonly string[] MarkupStarts =
        ["<!doctype", "<html", "<head", "<body", "<table", "<?xml", "<!--", "<meta", "<script", "<style", "<div", "<form", "<svg"];

    /// <summary>Whether the first bytes are those of a known binary format.</summary>
    public static bool IsKnownBinary(ReadOnlySpan<byte> start)
    {
        foreach (var signature in BinaryStarts)
        {
            if (start.StartsWith(signature))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the first text is markup, or has more control characters than any list can have.</summary>
    public static bool IsNoList(ReadOnlySpan<byte> start, Encoding encoding)
    {
        var text = encoding.GetString(start);
        var trimmed = text.AsSpan().TrimStart();
        foreach (var markup in MarkupStarts)
        {
            if (trimmed.StartsWith(markup, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // A run of the same one counts once: a hole that a crash left in a file, or one damaged cell, makes no other file of it.
        var (odd, repeated) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var isRepeated = i > 0 && text[i] == text[i - 1] && IsOdd(text[i]);
            (odd, repeated) = isRepeated ? (odd, repeated + 1) : (odd + (IsOdd(text[i]) ? 1 : 0), repeated);
        }

        return odd * 10 > text.Length - repeated;
    }

    private static bool IsOdd(char c) => c is (< ' ' and not ('\t' or '\r' or '\n')) or '\u007F' or '\uFFFD' or '\uFFFF';
}
