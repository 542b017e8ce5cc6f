using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Tests.Imports;

namespace ConsentRegistry.Tests.Field;

/// <summary>Small files of one column beside an address, and what each of their rows says.</summary>
internal static class FieldFiles
{
    /// <summary>Reads a file with the column first and an address of its own for each cell second.</summary>
    public static ReadFile Read(string header, params IReadOnlyList<string> cells)
    {
        var text = new StringBuilder($"{Quoted(header)};E-mail\n");
        foreach (var (i, cell) in cells.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{Quoted(cell)};p{i}@post.example.org\n");
        }

        return ReadFile.From(text.ToString());
    }

    /// <summary>What each cell below a header says, in a word.</summary>
    public static List<string> Said(string header, params IReadOnlyList<string> cells) => Read(header, cells).Rows.ConvertAll(row => WordOf(row.Statements));

    /// <summary>What the column that says something is taken for; null where none does but as free text.</summary>
    public static StatementColumn? Saying(string header, params IReadOnlyList<string> cells) => Read(header, cells).File.Mapping!.StatementColumns.FirstOrDefault(each => each.Kind != StatementKind.Text);

    /// <summary>"complaint", "no", "doubt", "dead" or "nothing"; the first that holds.</summary>
    public static string WordOf(RowStatements statements) =>
        statements.Refusals.Any(refusal => refusal.IsComplaint) ? "complaint"
        : statements.Refusals.Count > 0 ? "no"
        : statements.Doubts.Count > 0 ? "doubt"
        : statements.Dead.Count > 0 ? "dead"
        : "nothing";

    /// <summary>The filled lines of a list in a test.</summary>
    public static IEnumerable<string> Lines(string list) => list.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    public static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
