using ConsentRegistry.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports;

/// <summary>A file with its profile and with what its rows are.</summary>
public sealed record OpenedImport(ImportFile File, ImportProfile? Profile, ImportOrigin Origin);

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

        var file = ImportFile.Open(source, import.Columns ?? ColumnsOf(profile));
        var origin = ImportOrigin.Of(import, profile, file.Mapping?.Site);
        return origin.IsDone ? new OpenedImport(file, profile, origin.Value) : origin.Refusal.Value;
    }

    /// <summary>Opens the file of a stored import. What its rows are was settled with it, so that a profile changed since adds nothing to it.</summary>
    public async Task<Outcome<OpenedImport>> ExecuteAsync(Stream source, ImportRun run, CancellationToken cancellation)
    {
        var profile = await ProfileAsync(run.Profile, cancellation);
        if (profile is null && run.Profile is not null)
        {
            return Refusal.ProfileNotFound;
        }

        var file = ImportFile.Open(source, run.ColumnsJson is { } columns ? ImportColumns.FromJson(columns) : ColumnsOf(profile));
        return new OpenedImport(file, profile, new ImportOrigin(run.Relationship, run.Source, run.Moment, run.Site, run.NoticeVersion));
    }

    private async Task<ImportProfile?> ProfileAsync(string? name, CancellationToken cancellation)
    {
        if (name is null)
        {
            return null;
        }

        await using var context = contexts.CreateDbContext();
        return await context.Set<ImportProfile>().AsNoTracking().SingleOrDefaultAsync(each => each.Name == name, cancellation);
    }

    private static Dictionary<string, ImportField?>? ColumnsOf(ImportProfile? profile) => profile is null ? null : ImportColumns.FromJson(profile.ColumnsJson);
}
