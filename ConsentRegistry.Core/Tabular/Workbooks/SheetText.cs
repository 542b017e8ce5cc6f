using System.Buffers;
using System.Text;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security.Files;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>
/// Makes delimited text of the rows of a sheet, in a sealed temporary file: UTF-8 with its mark, one line for each row, so that line numbers are row numbers; an empty row is an
/// empty line, every other has as many fields as the widest.
/// </summary>
/// <param name="isForReaders">The text is handed out: a cell that only looks like a formula must not become one in the program that opens it.</param>
internal sealed class SheetText(EncryptedFiles files, char delimiter, bool isForReaders, long longest) : IDisposable
{
    /// <summary>Stands for a line break in a cell. It breaks no line of the text.</summary>
    private const string LineBreak = "\u2028";

    private const string LineEnd = "\r\n";

    /// <summary>Half a character, which no text may hold, becomes one that no text may hold either: its row is then told of (RULES W-11).</summary>
    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("\uFFFF"), DecoderFallback.ReplacementFallback);

    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789 ().,-/+");

    private readonly List<ushort> fields = [];
    private readonly bool[] filled = new bool[WorkbookBounds.Columns];
    private StreamWriter? writer;
    private string draft = "";
    private long length;

    /// <summary>Rows with values that are hidden.</summary>
    public int HiddenRows { get; private set; }

    /// <summary>Columns with values, from 0.</summary>
    public IEnumerable<int> Columns => Enumerable.Range(0, filled.Length).Where(column => filled[column]);

    public void Write(SheetRow row)
    {
        if (row.Count == 0)
        {
            return;
        }

        writer ??= new StreamWriter(files.Create(out draft), Utf8);
        for (; fields.Count < row.Number - 1; fields.Add(0))
        {
            writer.Write(LineEnd);
        }

        fields.Add((ushort)row.Count);
        HiddenRows += row.IsHidden ? 1 : 0;
        for (var column = 0; column < row.Count; column++)
        {
            var text = row[column];
            filled[column] |= text.Length > 0;
            length += text.Length + 1;
            if (column > 0)
            {
                writer.Write(delimiter);
            }

            writer.Write(Field(text));
        }

        writer.Write(LineEnd);
        if (length > longest)
        {
            throw new WorkbookException(Refusal.WorkbookTooLarge);
        }
    }

    /// <summary>The text from its start. It is gone once it is closed, whatever happens.</summary>
    public Stream Finish()
    {
        writer?.Dispose();
        var name = "";
        try
        {
            using (var padded = new StreamWriter(files.Create(out name), Utf8))
            {
                Pad(padded);
            }

            return files.Open(name);
        }
        finally
        {
            // Whoever has it open can still read it.
            files.Delete(name);
        }
    }

    public void Dispose()
    {
        writer?.Dispose();
        if (draft.Length > 0)
        {
            files.Delete(draft);
        }
    }

    private void Pad(StreamWriter padded)
    {
        if (fields.Count == 0)
        {
            return;
        }

        // How wide the widest row is was known only when all were written.
        var missing = new string(delimiter, fields.Max());
        if ((long)missing.Length * fields.Count(count => count > 0) > longest)
        {
            throw new WorkbookException(Refusal.WorkbookTooLarge);
        }

        using var lines = new StreamReader(files.Open(draft), Utf8);
        foreach (var count in fields)
        {
            padded.Write(lines.ReadLine());
            padded.Write(missing.AsSpan(0, count == 0 ? 0 : missing.Length - count));
            padded.Write(LineEnd);
        }
    }

    private string Field(string text)
    {
        var safe = isForReaders && LooksLikeFormula(text) ? "'" + text : text;
        if (safe.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            safe = safe.ReplaceLineEndings(LineBreak);
        }

        return safe.Contains(delimiter, StringComparison.Ordinal) || safe.Contains('"', StringComparison.Ordinal) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>A number with a sign is none, so that telephone numbers stay what they are.</summary>
    private static bool LooksLikeFormula(string text) =>
        text[..1] is "=" or "@" or "\t" || (text[..1] is "+" or "-" && text.AsSpan(1).ContainsAnyExcept(OfNumbers));
}
