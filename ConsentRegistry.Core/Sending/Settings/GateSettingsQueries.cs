using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Sending.Settings;

/// <summary>One change of the settings.</summary>
/// <param name="Before">The values before.</param>
/// <param name="After">The new values; decisions log their version.</param>
/// <param name="ChangedBy">Who, as the ledger names operators.</param>
public sealed record SettingsChange(RegistrySettings Before, RegistrySettings After, string ChangedBy, string Reason, DateTimeOffset ChangedAt);

/// <summary>Reads the history of the settings (RULES 3, "Settings": each change says who, why and when).</summary>
public sealed class GateSettingsQueries(IDbContextFactory<RegistryDbContext> contexts)
{
    /// <summary>Every change, the newest first; the first one began with the shipped values.</summary>
    public async Task<IReadOnlyList<SettingsChange>> HistoryAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var versions = await context.Set<SettingsVersion>().AsNoTracking().OrderBy(each => each.Version).ToListAsync(cancellation);
        var changes = new List<SettingsChange>();
        var before = RegistrySettings.Shipped;
        foreach (var version in versions)
        {
            var after = GateSettingsStore.Read(version);
            changes.Insert(0, new SettingsChange(before, after, version.ChangedBy, version.Reason, version.ChangedAt));
            before = after;
        }

        return changes;
    }
}
