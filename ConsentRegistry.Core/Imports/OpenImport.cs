using System.Text.Json;
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
        ImportProfile? profile = null;
        if (import.Profile is not null)
        {
            await using var context = contexts.CreateDbContext();
            profile = await context.Set<ImportProfile>().AsNoTracking().SingleOrDefaultAsync(each => each.Name == import.Profile, cancellation);
            if (profile is null)
            {
                return Refusal.ProfileNotFound;
            }
        }

        var file = ImportFile.Open(source, ColumnsOf(profile));
        var origin = ImportOrigin.Of(import, profile, file.Mapping?.Site);
        return origin.IsDone ? new OpenedImport(file, profile, origin.Value) : origin.Refusal.Value;
    }

    private static Dictionary<string, ImportField?>? ColumnsOf(ImportProfile? profile) => profile is null ? null
        : JsonSerializer.Deserialize<Dictionary<string, string?>>(profile.ColumnsJson)!.ToDictionary(each => each.Key, each => ImportFields.FromWord(each.Value));
}
