using ConsentRegistry.Core.Tabular.Workbooks;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary>Which sheet of a workbook a verb reads, and what it says of it.</summary>
internal static class SheetInputs
{
    public static readonly VerbInput<string> Sheet = VerbInputs.Text("--sheet", "NAME", "the sheet of a workbook (default: the first with a value in it)");

    /// <summary>The sheet that was named; null for the first with a value.</summary>
    public static string? Read(CommandLine line) => line.TryGet(Sheet, out var sheet) ? sheet : null;

    /// <summary>Says what was read of a workbook and what whoever opens it would not expect; nothing of a file that is none.</summary>
    public static async Task SayAsync(VerbContext context, WorkbookSheet? sheet)
    {
        if (sheet is null)
        {
            return;
        }

        await context.SayAsync($"Read from the sheet \"{sheet.Name}\" of the workbook.");
        if (sheet.HiddenRows + sheet.HiddenColumns > 0)
        {
            await context.SayAsync($"{HiddenIn(sheet)} included.");
        }

        if (sheet.NotRead.ToList() is { Count: > 0 } others)
        {
            await context.SayAsync($"Not read: {string.Join(", ", others.Select(name => $"\"{name}\""))}. Another sheet is named with {Sheet.Name}.");
        }
    }

    private static string HiddenIn(WorkbookSheet sheet)
    {
        string?[] parts = [Counted(sheet.HiddenRows, "hidden row"), Counted(sheet.HiddenColumns, "hidden column")];
        return string.Join(" and ", parts.OfType<string>()) + (sheet.HiddenRows + sheet.HiddenColumns == 1 ? " is" : " are");
    }

    private static string? Counted(int count, string what) => count switch { 0 => null, 1 => $"1 {what}", _ => $"{count} {what}s" };
}
