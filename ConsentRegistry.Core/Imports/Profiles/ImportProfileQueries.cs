using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Profiles;

/// <summary>A saved profile as the DPO looks at it.</summary>
/// <param name="Columns">Settled columns by header; null for one that is left out. What is not settled is recognised by its name.</param>
/// <param name="Imports">How many imports were begun with it.</param>
/// <param name="LastImportAt">When the last of them began; null where there is none.</param>
public sealed record ImportProfileView(ImportProfile Profile, IReadOnlyDictionary<string, ImportField?> Columns, int Imports, DateTimeOffset? LastImportAt)
{
    /// <summary>The column that is settled to hold a field; null where it is recognised by its name, if at all.</summary>
    public string? ColumnOf(ImportField field) => Columns.FirstOrDefault(column => column.Value == field).Key;
}

/// <summary>Reads the profiles for the page on which their opt-ins are approved.</summary>
public sealed class ImportProfileQueries(IDbContextFactory<RegistryDbContext> contexts)
{
    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<ImportProfileView>> ListAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var profiles = await context.Set<ImportProfile>().AsNoTracking().OrderBy(profile => profile.Name).ToListAsync(cancellation);
        var used = await context.Set<ImportRun>().Where(run => run.Profile != null && run.State != ImportState.Uploaded)
            .GroupBy(run => run.Profile!).Select(runs => new { Profile = runs.Key, Count = runs.Count(), Last = runs.Max(run => run.StartedAt) })
            .ToDictionaryAsync(runs => runs.Profile, cancellation);
        return profiles.ConvertAll(profile => new ImportProfileView(
            profile, ImportColumns.FromJson(profile.ColumnsJson), used.GetValueOrDefault(profile.Name)?.Count ?? 0, used.GetValueOrDefault(profile.Name)?.Last));
    }
}
