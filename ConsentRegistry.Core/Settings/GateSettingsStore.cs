using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Suppressions;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Settings;

/// <summary>Holds the settings in force and changes them: every change is a version with a reason, and every hand-over that waits is decided anew.</summary>
public sealed class GateSettingsStore(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, GateLock gate)
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    private volatile RegistrySettings current = RegistrySettings.Shipped;

    /// <summary>The settings in force.</summary>
    public RegistrySettings Current => current;

    internal async Task LoadAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var last = await context.Set<SettingsVersion>().OrderByDescending(each => each.Version).FirstOrDefaultAsync(cancellation);
        if (last is not null)
        {
            current = JsonSerializer.Deserialize<RegistrySettings>(last.Json, Format)! with { Version = last.Version };
        }
    }

    /// <returns>The new version; <see cref="Refusal.ReasonMissing"/>, or <see cref="Refusal.FieldInvalid"/> when a value is out of range.</returns>
    public async Task<Outcome<RegistrySettings>> ChangeAsync(RegistrySettings wanted, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        if (!wanted.Gate.IsInRange || wanted.MarketingPerPersonPer30Days < 0)
        {
            return Refusal.FieldInvalid;
        }

        var changed = await writer.WriteAsync(
            async write =>
            {
                var next = wanted with { Version = 1 + ((await write.Context.Set<SettingsVersion>().MaxAsync(each => (int?)each.Version)) ?? 0) };
                write.Context.Add(new SettingsVersion
                {
                    Version = next.Version,
                    Json = JsonSerializer.Serialize(next, Format),
                    ChangedBy = by,
                    Reason = reason,
                    ChangedAt = write.At,
                });
                await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.SettingsChanged, Guid.Empty, write.At, write.At, by)
                {
                    ActId = Guid.CreateVersion7(write.At),
                    Facts = new EventFacts { Version = next.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                });
                return next;
            },
            cancellation);
        gate.Publish(() => current = changed);
        return changed;
    }
}
