using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Judging;

/// <summary>How far an import is, for a progress bar.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Rows">Data rows done of that.</param>
public readonly record struct ImportProgress(ImportState State, long Rows);

/// <summary>
/// Pass 1: reads all rows and judges them against registry and list as they stood at the start. Stores nothing. A resumed import is judged
/// again, which gives the same, because what has been written since is left out.
/// </summary>
public sealed class JudgeRows(IDbContextFactory<RegistryDbContext> contexts, SuppressionLookup lookup, KnownPeople people)
{
    private const int Part = 400;

    /// <param name="file">An open file without <see cref="ImportFile.Error"/>.</param>
    /// <param name="startSequence">The last event of the ledger at the start: later entries do not count.</param>
    /// <param name="import">The import; null for a preview.</param>
    public async Task<ImportJudgement> ExecuteAsync(
        ImportFile file, ImportOrigin origin, DateOnly today, long startSequence, Guid? import, ImportWatch watch, CancellationToken cancellation)
    {
        var pass = new Pass();
        var anybodyKnown = await AnybodyKnownAsync(import, cancellation);
        using var records = file.OpenRecords()!;
        var reader = new ImportRowReader(file);
        var part = new List<(ImportRow? Row, long Line, RejectionReason? Rejection)>(Part);
        while (records.MoveNext())
        {
            var row = reader.Read(records, out var rejection);
            part.Add((row, records.Line, rejection));
            if (part.Count == Part)
            {
                await JudgePartAsync();
            }
        }

        await JudgePartAsync();
        return new ImportJudgement(pass.Rules, [.. OpenDateOf(file), .. pass.Warnings], pass.Statements, pass.Entries);

        async Task JudgePartAsync()
        {
            var rows = part.Select(each => each.Row).OfType<ImportRow>().ToList();
            var entries = await lookup.FindAsync(rows.ConvertAll(row => row.Addresses), cancellation);
            var known = anybodyKnown ? await people.FindAsync(rows, origin, today, import, cancellation) : null;
            var accepted = 0;
            foreach (var (row, line, rejection) in part)
            {
                if (row is null)
                {
                    pass.Rules.Reject(line, rejection!.Value);
                    continue;
                }

                pass.Accept(row, [.. entries[accepted].SelectMany(each => each.PersonWide).Where(entry => entry.LedgerSequence <= startSequence)], known?[accepted] ?? []);
                accepted++;
            }

            part.Clear();
            await watch.StepAsync(new ImportProgress(ImportState.Judging, pass.Rules.Count), cancellation);
        }
    }

    private static IEnumerable<ImportWarning> OpenDateOf(ImportFile file) =>
        file.Mapping!.OpenDate is { } open ? [new ImportWarning(open.Line, open.Field, RejectionReason.DateOrderUnclear)] : [];

    /// <summary>Nobody at all in a new registry: then a million look-ups are saved.</summary>
    private async Task<bool> AnybodyKnownAsync(Guid? import, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        return await context.People.AnyAsync(person => import == null || person.CreatedByImport != import || person.CreatedByImport == null, cancellation);
    }

    /// <summary>What is gathered on the way.</summary>
    private sealed class Pass
    {
        public ImportRowRules Rules { get; } = new();

        public List<ImportWarning> Warnings { get; } = [];

        public Dictionary<int, (long Line, RowStatements Statements)> Statements { get; } = [];

        public Dictionary<int, SuppressionEntry> Entries { get; } = [];

        public void Accept(ImportRow row, List<SuppressionEntry> entries, IReadOnlyList<KnownPerson> known)
        {
            var index = Rules.Count;
            Warnings.AddRange(row.Warnings);
            if (!row.Statements.IsNothing)
            {
                Statements.Add(index, (row.Line, row.Statements));
            }

            // A domain asks for itself, not for the other addresses of the people who have one in it.
            if (entries.Find(entry => entry.Kind != AddressKind.Domain) is { } own)
            {
                Entries.Add(index, own);
            }

            Rules.Accept(row, ReasonOf(entries), known);
        }

        private static SuppressionReason? ReasonOf(List<SuppressionEntry> entries) => entries.Count == 0 ? null
            : entries.Exists(entry => entry.Reason == SuppressionReason.Erasure) ? SuppressionReason.Erasure
            : SuppressionReason.OptOut;
    }
}
