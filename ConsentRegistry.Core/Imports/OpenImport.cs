using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports;

/// <summary>A file with what its columns were read by and what its rows are.</summary>
/// <param name="Profile">The profile as it stood when the file was opened; null where none was named.</param>
/// <param name="ColumnsJson">What decided the columns, see <see cref="ImportRun.ColumnsJson"/>.</param>
/// <param name="MeaningsJson">What words of it mean, see <see cref="ImportRun.MeaningsJson"/>.</param>
public sealed record OpenedImport(ImportFile File, ImportProfile? Profile, string? ColumnsJson, string? MeaningsJson, ImportOrigin Origin);

/// <summary>Opens a file as its profile says, for preview and import alike.</summary>
public sealed class OpenImport(IDbContextFactory<RegistryDbContext> contexts)
{
    public async Task<Outcome<OpenedImport>> ExecuteAsync(Stream source, NewImport import, CancellationToken cancellation)
    {
        var profile = await ProfileAsync(import.Profile, cancellation);
        if (profile is null && import.Profile is not null)
        {
            return Refusal.ProfileNotFound;
        }

        var columns = import.Columns is null ? profile?.ColumnsJson : ImportColumns.ToJson(import.Columns);
        var meanings = ColumnMeanings.FromJson(profile?.MeaningsJson).With(import.Meanings);
        var file = Open(source, columns, meanings);
        if (file.Mapping is { } mapping && import.Meanings.Headers.Any(header => mapping.Columns.All(column => column.Key != header)))
        {
            return Refusal.ColumnNotFound;
        }

        var origin = ImportOrigin.Of(import, profile, file.Mapping?.Site);
        return origin.IsDone ? new OpenedImport(file, profile, columns, meanings.ToJson(), origin.Value) : origin.Refusal.Value;
    }

    /// <summary>
    /// Opens the file of a stored import. Its columns and what its rows are were settled with it, so that a profile saved anew since changes
    /// nothing of it: every pass reads what the first one judged (guarantees 3 and 8).
    /// </summary>
    public static (ImportFile File, ImportOrigin Origin) Stored(Stream source, ImportRun run) =>
        (Open(source, run.ColumnsJson, ColumnMeanings.FromJson(run.MeaningsJson)), new ImportOrigin(run.Relationship, run.Source, run.Moment, run.Site, run.NoticeVersion));

    private static ImportFile Open(Stream source, string? columns, ColumnMeanings meanings) =>
        ImportFile.Open(source, columns is null ? null : ImportColumns.FromJson(columns), meanings);

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
