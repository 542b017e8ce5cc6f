using System.Buffers.Binary;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>
/// What is looked up in the records of an old workbook beside its values: the error that a cell shows (the reader of values returns it as an empty cell), and whether anything in it
/// would take more memory than a workbook of its size needs.
/// </summary>
internal sealed class XlsRecords
{
    private const int Eof = 0x0A, FilePass = 0x2F, BoundSheet = 0x85, SharedStrings = 0xFC, BoolErr = 0x205, Formula = 0x06, MulRk = 0xBD, Bof = 0x809;
    private const int Worksheet = 0;

    /// <summary>The kind of a stream that is a single sheet and has no list of sheets before it.</summary>
    private const int LoneWorksheet = 0x10;

    /// <summary>Rows may stand a block of 32 apart from their order; what is further away is kept until its turn comes.</summary>
    private const int Block = 32;

    /// <summary>Things of one kind that are kept in memory.</summary>
    private const int MostKept = 2_000_000;

    private readonly Dictionary<(int Sheet, int Row, int Column), byte> errors = [];

    /// <param name="records">The file "Workbook" of the compound file.</param>
    public XlsRecords(ReadOnlySpan<byte> records, WorkbookBounds bounds)
    {
        var (offsets, sheet, depth) = (new Dictionary<int, int>(), -1, 0);
        var (others, cells, lastRow, isInOrder) = (0, 0L, 0, true);
        for (var at = 0; at + 4 <= records.Length;)
        {
            var (id, length) = (Short(records, at), Short(records, at + 2));
            var body = records.Slice(at + 4, Math.Min(length, records.Length - at - 4));
            switch (id)
            {
                case Bof when offsets.TryGetValue(at, out var found) || (at == 0 && body.Length >= 4 && Short(body, 2) == LoneWorksheet):
                    // Where the end of the sheet before is missing, a new one begins all the same.
                    (sheet, depth, lastRow) = (found, 1, 0);
                    break;
                case Bof:
                    depth++;
                    break;
                case Eof:
                    depth = Math.Max(0, depth - 1);
                    break;
                case FilePass:
                    IsEncrypted = true;
                    return;
                case BoundSheet when body.Length > 5 && body[5] == Worksheet:
                    offsets.TryAdd((int)BinaryPrimitives.ReadUInt32LittleEndian(body), offsets.Count);
                    break;
                case SharedStrings when body.Length >= 8 && BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) > MostKept:
                    throw new WorkbookException(Refusal.WorkbookTooLarge);
            }

            if (CellsOf(id, body) is > 0 and var count)
            {
                cells += count;
                var row = Short(body, 0);
                isInOrder &= row >= lastRow - Block;
                lastRow = Math.Max(lastRow, row);
                if (depth == 1 && ErrorOf(id, body) is { } code && errors.Count < MostKept)
                {
                    errors[(sheet, row, Short(body, 2))] = code;
                }
            }
            else
            {
                others++;
            }

            if (others > MostKept || cells > bounds.Cells || (!isInOrder && cells > MostKept) || offsets.Count > bounds.Sheets)
            {
                throw new WorkbookException(Refusal.WorkbookTooLarge);
            }

            at += 4 + length;
        }
    }

    /// <summary>What follows cannot be read without the key.</summary>
    public bool IsEncrypted { get; }

    /// <summary>The error that a cell shows; null where it shows none.</summary>
    /// <param name="sheet">Of those with cells, from 0.</param>
    public string? ErrorAt(int sheet, int row, int column) => !errors.TryGetValue((sheet, row, column), out var code) ? null : code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };

    /// <summary>How many cells a record holds: label, number and the like have one, MULRK a part of a row.</summary>
    private static int CellsOf(int id, ReadOnlySpan<byte> body) => id switch
    {
        MulRk when body.Length > 6 => (body.Length - 6) / 6,
        0x200 => 0, // DIMENSIONS
        0x201 or 0x203 or 0x204 or BoolErr or 0x27E or 0xFD or 0xD6 or Formula or 0x206 or 0x406 or 0xBE when body.Length >= 6 => 1,
        _ => 0,
    };

    private static byte? ErrorOf(int id, ReadOnlySpan<byte> body) => id switch
    {
        BoolErr when body.Length >= 8 && body[7] != 0 => body[6],
        Formula or 0x206 or 0x406 when body.Length >= 14 && body[6] == 2 && Short(body, 12) == 0xFFFF => body[8],
        _ => null,
    };

    private static ushort Short(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);
}
