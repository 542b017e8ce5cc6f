using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Tabular;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>A file with what its columns were read by and what its rows are.</summary>
/// <param name="Text">What the file is read from; goes with this. Null for a workbook of which nothing can be read.</param>
/// <param name="Profile">The profile as it stood when the file was opened; null where none was named.</param>
/// <param name="ColumnsJson">What decided the columns, see <see cref="ImportRun.ColumnsJson"/>.</param>
/// <param name="MeaningsJson">What words of it mean, see <see cref="ImportRun.MeaningsJson"/>.</param>
public sealed record OpenedImport(ImportFile File, TableText? Text, ImportProfile? Profile, string? ColumnsJson, string? MeaningsJson, ImportOrigin Origin) : IDisposable
{
    public void Dispose() => Text?.Dispose();
}

/// <summary>Opens a file as its profile says, for preview and import alike.</summary>
public sealed class OpenImport(IDbContextFactory<RegistryDbContext> contexts, OpenTable tables)
{
    /// <param name="source">The file; seekable, left open.</param>
    public async Task<Result<OpenedImport>> ExecuteAsync(Stream source, NewImport import, CancellationToken cancellation)
    {
        var profile = await ProfileAsync(import.Profile, cancellation);
        if (profile is null && import.Profile is not null)
        {
            return Refusal.ProfileNotFound;
        }

        var columns = import.Columns is null ? profile?.ColumnsJson : ImportColumns.ToJson(import.Columns);
        var meanings = ColumnMeanings.FromJson(profile?.MeaningsJson).With(import.Meanings);
        var opened = Open(source, import.Sheet, columns, meanings, cancellation);
        if (!opened.IsDone)
        {
            return opened.Refusal.Value;
        }

        var (text, file) = opened.Value;
        var origin = ImportOrigin.Of(import, profile, file.Mapping?.Site);
        Refusal? refusal = file.Mapping is { } mapping && import.Meanings.Headers.Any(header => mapping.Columns.All(column => column.Key != header)) ? Refusal.ColumnNotFound : origin.Refusal;
        if (refusal is not null)
        {
            text?.Dispose();
            return refusal.Value;
        }

        return new OpenedImport(file, text, profile, columns, meanings.ToJson(), origin.Value!);
    }

    /// <summary>
    /// Opens the file of a stored import. Its columns and what its rows are were settled with it, so that a profile saved anew since changes
    /// nothing of it: every pass reads what the first one judged (guarantees 3 and 8).
    /// </summary>
    /// <exception cref="InvalidDataException">The sheet that was read before is not there.</exception>
    public OpenedImport Stored(Stream source, ImportRun run, CancellationToken cancellation = default)
    {
        var opened = Open(source, run.Sheet, run.ColumnsJson, ColumnMeanings.FromJson(run.MeaningsJson), cancellation);
        var (text, file) = opened.IsDone ? opened.Value : throw new InvalidDataException($"Import {run.Id}: {opened.Refusal}");
        return new OpenedImport(file, text, null, run.ColumnsJson, run.MeaningsJson, run.Origin);
    }

    private Result<(TableText? Text, ImportFile File)> Open(Stream source, string? sheet, string? columns, ColumnMeanings meanings, CancellationToken cancellation)
    {
        var opened = tables.Execute(source, sheet, cancellation);
        return opened.IsDone ? (opened.Value, ImportFile.Open(opened.Value, columns is null ? null : ImportColumns.FromJson(columns), meanings))
            : ErrorOf(opened.Refusal.Value) is { } error ? (null, ImportFile.Unfit(error))
            : opened.Refusal.Value;
    }

    /// <summary>What is told in the report as a fault of the file; null for what is none.</summary>
    private static FileError? ErrorOf(Refusal refusal) => refusal switch
    {
        Refusal.WorkbookProtected => FileError.WorkbookProtected,
        Refusal.WorkbookDamaged => FileError.WorkbookDamaged,
        Refusal.WorkbookEmpty => FileError.WorkbookEmpty,
        Refusal.WorkbookTooLarge => FileError.WorkbookTooLarge,
        _ => null,
    };

    private async Task<ImportProfile?> ProfileAsync(string? name, CancellationToken cancellation)
    {
        if (name is null)
        {
            return null;
        }

        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportProfile>().AsNoTracking().SingleOrDefaultAsync(each => each.Name == name, cancellation);
    }
}
