using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Tabular.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports;

/// <summary>How far an import is.</summary>
/// <param name="Rows">Data rows done of what it is doing: judged while judging, written while committing.</param>
/// <param name="Total">Data rows of the file; null while unknown.</param>
/// <param name="Throughput">Null while nobody works on it: it waits for its turn or was broken off.</param>
/// <param name="IsBroken">The last attempt ended in a fault; it is retried automatically.</param>
public sealed record ImportStanding(ImportState State, long Rows, int? Total, ImportThroughput? Throughput, bool IsBroken);

/// <summary>One row of a closed import as its page shows it.</summary>
/// <param name="Row">What became of it.</param>
/// <param name="Person">The person that it made or seems to be about; null where that is nobody, not one only, or somebody gone since.</param>
public sealed record ImportedRow(ImportRunRow Row, Guid? Person, string? PersonName);

/// <summary>A column of an upload as its page shows it.</summary>
/// <param name="Field">What it holds as things are settled; null where it is left out. Several columns may hold an opt-out.</param>
/// <param name="Recognised">What it holds by its name alone.</param>
/// <param name="Samples">A few values; none of a sensitive column, which is never read.</param>
public sealed record UploadedColumn(string Key, ImportField? Field, ImportField? Recognised, bool IsSensitive, IReadOnlyList<string> Samples);

/// <summary>What was recognised of an upload.</summary>
/// <param name="Delimiter">A tab is a tab here.</param>
/// <param name="HeaderLine">Null where the file has no line of column names.</param>
/// <param name="Sheet">The sheet that is read; null where the file is no workbook.</param>
public sealed record UploadedFile(string Encoding, char Delimiter, long? HeaderLine, string? RecognisedSite, IReadOnlyList<UploadedColumn> Columns, WorkbookSheet? Sheet = null)
{
    /// <summary>Columns that may say something about being contacted, word by word.</summary>
    public IReadOnlyList<WordColumn> Words { get; init; } = [];

    /// <summary>What is wrong with it as text.</summary>
    public FileFaults Faults { get; init; } = FileFaults.None;
}

/// <summary>Reads imports for the screens.</summary>
public sealed class ImportQueries(IDbContextFactory<RegistryDbContext> contexts, ImportSpool spool, OpenImport open, ImportActivity activity)
{
    private const int Samples = 3;
    private const int LongestSample = 60;
    private const int SampledRows = 200;

    /// <summary>One page, the newest first.</summary>
    public async Task<PageOf<ImportRun>> ListAsync(int skip, int take, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var runs = context.Set<ImportRun>().AsNoTracking();
        return new PageOf<ImportRun>(
            await runs.OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id).Skip(skip).Take(take).ToListAsync(cancellation), await runs.CountAsync(cancellation));
    }

    public async Task<ImportRun?> FindAsync(Guid import, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(run => run.Id == import, cancellation);
    }

    /// <summary>Null when there is no such import.</summary>
    public async Task<ImportStanding?> StandingAsync(Guid import, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var run = await context.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == import, cancellation);
        if (run is null)
        {
            return null;
        }

        var throughput = activity.Of(import);
        var rows = throughput?.State == run.State ? throughput.Rows
            : run.State is ImportState.Committing or ImportState.Stopped && run.CheckpointLine > 0
                ? await context.Set<ImportRunRow>().CountAsync(row => row.ImportId == import && row.Line <= run.CheckpointLine, cancellation)
                : 0;
        return new ImportStanding(run.State, rows, run.DataRows, throughput, activity.IsBroken(import));
    }

    /// <summary>Imports that an operator began and that came to their end after an instant, the earliest first, none that is being taken back: for whoever tells of them.</summary>
    public async Task<IReadOnlyList<ImportRun>> FinishedSinceAsync(string by, DateTimeOffset since, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportRun>().AsNoTracking().Where(run => run.State == ImportState.Closed && run.Removed == null && run.By == by && run.FinishedAt > since)
            .OrderBy(run => run.FinishedAt).ToListAsync(cancellation);
    }

    /// <summary>What an upload looks like; null when it was begun, or when its file is gone. The file is read through: not for the thread of a page.</summary>
    public async Task<UploadedFile?> UploadAsync(Guid import, CancellationToken cancellation = default)
    {
        if (await FindAsync(import, cancellation) is not { State: ImportState.Uploaded } run || !spool.Holds(run.Sha256))
        {
            return null;
        }

        await using var copy = spool.Open(run.Sha256);
        using var opened = open.Stored(copy, run, cancellation);
        var file = opened.File;
        if (file.Mapping is not { } mapping)
        {
            return null;
        }

        var samples = SamplesOf(file, mapping);
        var recognised = ImportFile.Open(opened.Text!).Mapping!;
        return new UploadedFile(
            file.Layout!.Name, file.Delimiter!.Value, file.HeaderLineNumber, mapping.Site,
            [.. mapping.Columns.Select(column => new UploadedColumn(
                column.Key, FieldOf(mapping, column), FieldOf(recognised, recognised.Columns[column.Index]), column.IsSensitive, samples[column.Index]))],
            file.Sheet)
        {
            Words = FileWords.Of(file),
            Faults = file.Faults,
        };
    }

    /// <summary>One page of the rows with an outcome.</summary>
    public async Task<PageOf<ImportedRow>> RowsAsync(Guid import, RowOutcome outcome, int skip, int take, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var rows = context.Set<ImportRunRow>().AsNoTracking().Where(row => row.ImportId == import && row.Outcome == outcome);
        var page = await rows.OrderBy(row => row.Line).Skip(skip).Take(take).ToListAsync(cancellation);
        var known = await PeopleOfAsync(context, import, page, cancellation);
        var ids = known.Values.ToList();
        var names = await context.People.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.FullName, cancellation);
        return new PageOf<ImportedRow>(
            page.ConvertAll(row => known.TryGetValue(row.Line, out var person) && names.TryGetValue(person, out var name)
                ? new ImportedRow(row, person, name)
                : new ImportedRow(row, null, null)),
            await rows.CountAsync(cancellation));
    }

    /// <summary>Saved profiles that fit a file: every column that they settle a field for stands in it. By name.</summary>
    public async Task<IReadOnlyList<string>> ProfilesAsync(IEnumerable<string> columns, CancellationToken cancellation = default)
    {
        var present = columns.ToHashSet(StringComparer.Ordinal);
        await using var context = contexts.CreateDbContext();
        var profiles = await context.Set<ImportProfile>().AsNoTracking().OrderBy(profile => profile.Name).ToListAsync(cancellation);
        return [.. profiles.Where(profile => ImportColumns.FromJson(profile.ColumnsJson).All(each => each.Value is null || present.Contains(each.Key))).Select(profile => profile.Name)];
    }

    /// <summary>Whether there is a saved profile of this very name.</summary>
    public async Task<bool> HasProfileAsync(string name, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportProfile>().AnyAsync(profile => profile.Name == name, cancellation);
    }

    /// <summary>By line. A row that repeats another is about that one's person.</summary>
    private static async Task<Dictionary<long, Guid>> PeopleOfAsync(RegistryDbContext context, Guid import, List<ImportRunRow> page, CancellationToken cancellation)
    {
        var known = page.Where(row => row.Person is not null).ToDictionary(row => row.Line, row => row.Person!.Value);
        var repeats = page.Where(row => row is { Outcome: RowOutcome.DuplicateInFile, Person: null, FirstLine: not null }).ToList();
        var lines = repeats.ConvertAll(row => row.FirstLine!.Value);
        var first = await context.Set<ImportRunRow>().AsNoTracking().Where(row => row.ImportId == import && lines.Contains(row.Line) && row.Person != null)
            .ToDictionaryAsync(row => row.Line, row => row.Person!.Value, cancellation);
        foreach (var row in repeats)
        {
            if (first.TryGetValue(row.FirstLine!.Value, out var person))
            {
                known[row.Line] = person;
            }
        }

        return known;
    }

    private static ImportField? FieldOf(ColumnMapping mapping, MappedColumn column) =>
        column.Field ?? (mapping.FurtherOptOuts.Contains(column.Index) ? ImportField.OptedOut : null);

    private static List<string>[] SamplesOf(ImportFile file, ColumnMapping mapping)
    {
        var samples = mapping.Columns.Select(_ => new List<string>()).ToArray();
        using var records = file.OpenRecords()!;
        for (var row = 0; row < SampledRows && records.MoveNext(); row++)
        {
            // The values of a damaged row are in the wrong columns: one of them might be of a sensitive column.
            foreach (var column in mapping.Columns.Where(column => file.FaultOf(records) is null && !column.IsSensitive && samples[column.Index].Count < Samples))
            {
                var value = records[column.Index].Trim();
                if (value.Length > 0 && !samples[column.Index].Contains(value))
                {
                    samples[column.Index].Add(value.Length > LongestSample ? $"{value[..LongestSample]}…" : value);
                }
            }
        }

        return samples;
    }
}
