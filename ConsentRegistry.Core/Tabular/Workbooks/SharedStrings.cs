using System.Globalization;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>The strings that cells of a workbook refer to by number. They have to be kept while rows are read, and so are bounded.</summary>
internal sealed class SharedStrings
{
    /// <summary>Bytes that a string takes beside its characters.</summary>
    private const int Overhead = 32;

    private readonly List<string> strings = [];

    /// <param name="part">Null for a workbook that has none.</param>
    /// <param name="most">Bytes of memory that they may take.</param>
    public SharedStrings(XmlPart? part, long most)
    {
        if (part?.ReadRoot() != true || part.IsEmpty)
        {
            return;
        }

        while (part.ReadWithin(0))
        {
            if (!part.IsChild("si", 0))
            {
                continue;
            }

            var text = RichText.Of(part);
            most -= Overhead + (2L * text.Length);
            strings.Add(most >= 0 ? text : throw new WorkbookException(Refusal.WorkbookTooLarge));
        }
    }

    /// <summary>A string by its number, as a cell writes it. A number of none means that the workbook is damaged: the cell is not empty, and nobody knows what it said.</summary>
    public string this[string number] => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count
        ? strings[index]
        : throw new WorkbookException(Refusal.WorkbookDamaged);
}
