using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Records;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Uploads;

/// <summary>A row as a preview shows it.</summary>
/// <param name="Row">Line, outcome and reason.</param>
/// <param name="Name">Null where the row has none, and for a suppressed or damaged row, of which nothing is shown.</param>
/// <param name="Addresses">Its e-mail addresses and numbers as they stand in the file, unusable ones too; empty for a suppressed or damaged row.</param>
/// <param name="Warnings">What of it cannot be used.</param>
public sealed record PreviewRow(JudgedRow Row, string? Name, IReadOnlyList<string> Addresses, IReadOnlyList<ImportWarning> Warnings);

/// <summary>What an upload would do if it were begun now.</summary>
/// <param name="First">The first rows of each outcome, in the order of the file.</param>
/// <param name="Warnings">How many addresses or numbers cannot be used in rows that are taken in all the same.</param>
/// <param name="OptOuts">People of whom the file tells an opt-out.</param>
public sealed record ImportPreview(ImportOutcomes Outcomes, ILookup<RowOutcome, PreviewRow> First, int Warnings, int OptOuts)
{
    /// <summary>Nothing in the file tells whether the day or the month stands first in its dates (W-8).</summary>
    public bool IsDateOrderUnclear { get; init; }

    /// <summary>Words of which nobody has said what they mean: they would become doubts.</summary>
    public IReadOnlyList<FileDoubt> Doubts { get; init; } = [];
}

/// <summary>Says what an upload would do and stores nothing; the import itself judges by the same rules (guarantee 8).</summary>
public sealed class PreviewUpload(IDbContextFactory<RegistryDbContext> contexts, PreviewImport preview, OpenImport open, ImportSpool spool)
{
    private static readonly ImportField[] NameFields = [ImportField.GivenName, ImportField.FamilyName, ImportField.FullName];
    private static readonly ImportField[] AddressFields = [ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile];

    /// <param name="first">How many rows of each outcome are shown.</param>
    public async Task<Result<ImportPreview>> ExecuteAsync(Guid import, int first, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ImportRun? run;
        await using (var context = contexts.CreateDbContext())
        {
            run = await context.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == import, cancellation);
        }

        if (run is not { State: ImportState.Uploaded } || !spool.Holds(run.Sha256))
        {
            return run is { State: not ImportState.Uploaded } ? Refusal.ImportUnderWay : Refusal.ImportNotFound;
        }

        await using var copy = spool.Open(run.Sha256);
        using var opened = open.Stored(copy, run, cancellation);
        var file = opened.File;
        if (file.Error is { } error)
        {
            return BeginImport.RefusalOf(error);
        }

        var judgement = await preview.JudgeAsync(file, opened.Origin, progress, cancellation);
        var counts = new Dictionary<RowOutcome, int>();
        var chosen = new List<JudgedRow>();
        foreach (var row in judgement.Rows)
        {
            var count = counts[row.Outcome] = counts.GetValueOrDefault(row.Outcome) + 1;
            if (count <= first)
            {
                chosen.Add(row);
            }
        }

        return new ImportPreview(
            ImportOutcomes.Of(counts), Read(file, chosen, judgement.WarningsOfRows).ToLookup(row => row.Row.Outcome), judgement.Warnings.Count(warning => warning.Reason != RejectionReason.DateOrderUnclear), judgement.OptOuts())
        {
            IsDateOrderUnclear = judgement.Warnings.Any(warning => warning.Reason == RejectionReason.DateOrderUnclear),
            Doubts = judgement.Doubts(),
        };
    }

    /// <summary>Reads the file once more, up to the last row that is shown.</summary>
    private static IEnumerable<PreviewRow> Read(ImportFile file, List<JudgedRow> rows, ILookup<long, ImportWarning> warnings)
    {
        using var records = file.OpenRecords()!;
        foreach (var row in rows)
        {
            while (records.MoveNext() && records.Line != row.Line)
            {
            }

            // The values of a damaged row are in the wrong columns: one of them might be of a sensitive column.
            yield return row.Outcome == RowOutcome.Suppressed || file.FaultOf(records) is not null
                ? new PreviewRow(row, null, [], [])
                : new PreviewRow(row, Cells(file, records, NameFields) is { Count: > 0 } name ? string.Join(' ', name) : null, Cells(file, records, AddressFields), [.. warnings[row.Line]]);
        }
    }

    private static List<string> Cells(ImportFile file, CsvRecords record, ImportField[] fields) =>
        [.. fields.Select(file.Mapping!.IndexOf).Where(column => column >= 0).Select(column => record[column].Trim()).Where(value => value.Length > 0)];
}
