using System.Globalization;
using ConsentRegistry.Core.Persistence;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports;

/// <summary>
/// The report of an import: one line for each data row of its file, with outcome, reason and warnings. It holds no value of any row, so
/// that nothing of a suppressed one can be in it.
/// </summary>
public sealed class ImportReport(IDbContextFactory<RegistryDbContext> contexts)
{
    private const int Part = 5_000;

    /// <summary>Writes the report of a stored import; UTF-8 with byte order mark.</summary>
    public async Task WriteAsync(Guid import, Stream target, ExportFormat format, CancellationToken cancellation = default)
    {
        await using var csv = await OpenAsync(target, format);
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
                await WriteAsync(csv, row.Line, row.Outcome, row.Reason, row.Warnings);
            }

            last = rows[^1].Line;
        }
    }

    /// <summary>Writes the report of a preview, of which nothing is stored.</summary>
    internal static async Task WriteAsync(ImportJudgement judgement, Stream target, ExportFormat format)
    {
        await using var csv = await OpenAsync(target, format);
        var warnings = judgement.Warnings.ToLookup(each => each.Line);
        foreach (var row in judgement.Rows)
        {
            await WriteAsync(csv, row.Line, row.Outcome, row.Reason, WarningsText(row, warnings));
        }
    }

    /// <summary>The warnings of a row as they are stored; none of a suppressed one.</summary>
    internal static string WarningsText(JudgedRow row, ILookup<long, ImportWarning> warnings) => row.Outcome == RowOutcome.Suppressed
        ? string.Empty
        : string.Join(", ", warnings[row.Line].Select(each => $"{each.Field.Word()} {each.Reason}"));

    private static Task<CsvWriter> OpenAsync(Stream target, ExportFormat format) => ExportCsv.OpenAsync(target, format, ["line", "outcome", "reason", "warnings"]);

    // A web server takes no write that does not wait its turn, and a long report does not fit into the writer's buffer.
    private static async Task WriteAsync(CsvWriter csv, long line, RowOutcome outcome, string reason, string warnings)
    {
        csv.WriteField(line.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(outcome.ToString());
        csv.WriteField(reason);
        csv.WriteField(warnings);
        await csv.NextRecordAsync();
    }
}
