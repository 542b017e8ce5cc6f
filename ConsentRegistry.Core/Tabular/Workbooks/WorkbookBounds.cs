namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>
/// How much of a workbook is read at most. A small file can unpack to more than any disk holds, or make a program keep more than its memory; no list of people
/// comes near these bounds, so what does is refused (<c>WorkbookTooLarge</c>).
/// </summary>
internal sealed record WorkbookBounds
{
    /// <summary>Of the format itself.</summary>
    public const int Rows = 1_048_576;

    /// <inheritdoc cref="Rows"/>
    public const int Columns = 16_384;

    /// <summary>Bytes that all parts together unpack to, counted as they are unpacked: what the file says of itself may be a lie.</summary>
    public long Unpacked { get; init; } = 4L << 30;

    /// <summary>How many times what was read of it a part may unpack to, once it is larger than <see cref="UnpackedUnasked"/>. Sheets of the same row again and again stay below 200.</summary>
    public int Ratio { get; init; } = 300;

    /// <summary>Bytes of a part that may be packed as tightly as they like.</summary>
    public long UnpackedUnasked { get; init; } = 16L << 20;

    /// <summary>Cells of one sheet, the empty ones that have only a format included.</summary>
    public long Cells { get; init; } = 50_000_000;

    /// <summary>Bytes of memory for what has to be kept while rows are read: the strings that cells share, and their formats.</summary>
    public long Kept { get; init; } = 256L << 20;

    /// <summary>Bytes of the table of contents of the file.</summary>
    public long Contents { get; init; } = 4L << 20;

    /// <summary>Characters of one row.</summary>
    public int RowLength { get; init; } = 8 << 20;

    /// <summary>Characters of the text that is made of a sheet: a cell may refer to the same long string as a million others.</summary>
    public long Text { get; init; } = 1L << 30;

    /// <summary>Bytes of a workbook in the old format, which is not packed and is read from memory. It has at most 65,536 rows.</summary>
    public long OldFormat { get; init; } = 64L << 20;

    public int Sheets { get; init; } = 256;
}
