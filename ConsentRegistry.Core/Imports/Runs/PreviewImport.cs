using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>Says what an import would do and stores nothing (<c>import --dry-run</c>): pass 1 alone, and so the same numbers.</summary>
public sealed class PreviewImport(IDbContextFactory<RegistryDbContext> contexts, OpenImport open, JudgeRows judge, RecordBar bars, TimeProvider time)
{
    /// <param name="source">The file; seekable, left open.</param>
    /// <param name="report">Where the report goes; null for none.</param>
    public async Task<Result<ImportSummary>> ExecuteAsync(
        Stream source, NewImport import, Stream? report = null, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var begun = time.GetTimestamp();
        var opened = await open.ExecuteAsync(source, import, cancellation);
        if (!opened.IsDone)
        {
            return opened.Refusal.Value;
        }

        using var whole = opened.Value;
        var (file, origin) = (whole.File, whole.Origin);
        var summary = ImportSummary.Of(file, Path.GetFileName(import.FileName)) with { Site = origin.Site, Profile = import.Profile };
        if (file.Error is not null)
        {
            return summary with { Outcomes = OutcomesOfUnfit(file), Seconds = time.GetElapsedTime(begun).TotalSeconds };
        }

        var judgement = await JudgeAsync(file, origin, progress, cancellation);
        if (report is not null)
        {
            await ImportReport.WriteAsync(judgement, report, import.ReportFormat);
        }

        return summary with
        {
            Outcomes = ImportOutcomes.Of(judgement.Rows.CountBy(row => row.Outcome).ToDictionary()),
            Rejected = [.. judgement.Rows.Where(row => row.Outcome == RowOutcome.Rejected).Select(row => (row.Line, row.Reason))],
            Warnings = judgement.Warnings,
            OptOuts = judgement.OptOuts(),
            Doubts = judgement.Doubts(),
            Seconds = time.GetElapsedTime(begun).TotalSeconds,
        };
    }

    /// <summary>Pass 1 against registry and list as they stand now.</summary>
    internal async Task<ImportJudgement> JudgeAsync(ImportFile file, ImportOrigin origin, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        // As the import itself does: an entry that stands in the journal alone would be missed.
        await bars.CatchUpAsync(cancellation);
        await using var context = contexts.CreateDbContext();
        var head = await context.Set<LedgerHead>().Select(each => each.Sequence).SingleAsync(cancellation);
        return await judge.ExecuteAsync(file, origin, BrusselsTime.DayOf(time.GetUtcNow()), head, null, new ImportWatch(progress), cancellation);
    }

    /// <summary>The rows of a file that nobody can be reached from are all not taken in; they are counted, not listed.</summary>
    private static ImportOutcomes OutcomesOfUnfit(ImportFile file) => new() { Rejected = file.CountRows() };
}
