using System.Globalization;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Tabular;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports;

/// <summary>
/// The report of an import: one line for each data row of its file, with outcome, reason and warnings as the words that programs know
/// (INTERFACES 1); for a reader the reason is a sentence, and one sentence more tells all of the row. It holds no value of any row, so that nothing of a suppressed one can be in it.
/// </summary>
public sealed class ImportReport(IDbContextFactory<RegistryDbContext> contexts)
{
    private const int Part = 5_000;

    /// <summary>Writes the report of a stored import; UTF-8 with byte order mark.</summary>
    /// <param name="sentence">Tells a row in the reader's words, in a last column; null for none. Left out under technical names, which programs read.</param>
    public async Task WriteAsync(Guid import, Stream target, ExportFormat format, Func<ImportRunRow, string>? sentence = null, CancellationToken cancellation = default)
    {
        var tell = format.Names == ExportNames.Display ? sentence : null;
        await using var csv = await OpenAsync(target, format, tell is null ? [] : ["sentence"]);
        await using var context = contexts.CreateDbContext();
        for (long last = 0; ;)
        {
            var rows = await context.Set<ImportRunRow>().AsNoTracking().Where(row => row.ImportId == import && row.Line > last)
                .OrderBy(row => row.Line).Take(Part).ToListAsync(cancellation);
            if (rows.Count == 0)
            {
                return;
            }

            foreach (var row in rows)
            {
                Write(csv, format, row.Line, row.Outcome, row.Reason, row.Warnings);
                if (tell is not null)
                {
                    csv.WriteField(tell(row));
                }

                await csv.NextRecordAsync();
            }

            last = rows[^1].Line;
        }
    }

    /// <summary>Writes the report of a preview, of which nothing is stored.</summary>
    internal static async Task WriteAsync(ImportJudgement judgement, Stream target, ExportFormat format)
    {
        await using var csv = await OpenAsync(target, format, []);
        var warnings = judgement.WarningsOfRows;
        foreach (var row in judgement.Rows)
        {
            Write(csv, format, row.Line, row.Outcome, row.Reason, WarningsText(row, warnings));
            await csv.NextRecordAsync();
        }
    }

    /// <summary>The warnings of a row as they are stored; none of a suppressed one.</summary>
    internal static string WarningsText(JudgedRow row, ILookup<long, ImportWarning> warnings) => row.Outcome == RowOutcome.Suppressed
        ? string.Empty
        : string.Join(", ", warnings[row.Line].Select(each => $"{each.Field.Word()} {each.Reason}"));

    private static Task<CsvWriter> OpenAsync(Stream target, ExportFormat format, IEnumerable<string> more) =>
        ExportCsv.OpenAsync(target, format, ["line", "outcome", "reason", "warnings", .. more]);

    // The line is ended by the caller, who awaits it: a web server takes no write that does not wait its turn, and a long report does not fit
    // into the writer's buffer.
    private static void Write(CsvWriter csv, ExportFormat format, long line, RowOutcome outcome, string reason, string warnings)
    {
        csv.WriteField(line.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(outcome.ToString());
        csv.WriteField(format.Names == ExportNames.Display ? RowReasonWords.SentenceOf(outcome, reason, format.Language) : reason);
        csv.WriteField(warnings);
    }
}
