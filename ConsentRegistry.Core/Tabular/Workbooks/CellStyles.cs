using System.Globalization;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>What the formats of a workbook make of the numbers in its cells.</summary>
internal sealed class CellStyles
{
    /// <summary>Of the format itself, and then some.</summary>
    private const int Most = 100_000;

    private readonly List<NumberKind> kinds = [];

    /// <param name="part">Null for a workbook that has none.</param>
    public CellStyles(XmlPart? part)
    {
        if (part?.ReadRoot() != true || part.IsEmpty)
        {
            return;
        }

        var own = new Dictionary<string, NumberKind>(StringComparer.Ordinal);
        var inCells = false;
        while (part.ReadWithin(0))
        {
            inCells = part.Depth == 1 ? part.Name == "cellXfs" : inCells;
            if (part.Name == "numFmt" && part.Depth == 2 && part["numFmtId"] is { } id && part["formatCode"] is { } code && own.Count < Most)
            {
                own[id] = NumberFormat.Of(code);
            }
            else if (inCells && part.IsChild("xf", 1))
            {
                var format = part["numFmtId"] ?? "0";
                kinds.Add(kinds.Count == Most ? throw new WorkbookException(Refusal.WorkbookTooLarge)
                    : own.TryGetValue(format, out var kind) ? kind
                    : int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var builtIn) ? NumberFormat.OfBuiltIn(builtIn)
                    : NumberKind.Plain);
            }
        }
    }

    /// <summary>By the number of the style, as a cell writes it; null for one that has none.</summary>
    public NumberKind this[string? style] =>
        style is not null && int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < kinds.Count ? kinds[index] : NumberKind.Plain;
}
