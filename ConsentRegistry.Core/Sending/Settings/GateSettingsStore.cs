using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions.Index;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Sending.Settings;

/// <summary>Holds the settings in force and changes them: every change is a version with a reason, and every hand-over that waits is decided anew.</summary>
public sealed class GateSettingsStore(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, GateLock gate) : IStartupStep
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    private volatile RegistrySettings current = RegistrySettings.Shipped;

    /// <summary>The settings in force.</summary>
    public RegistrySettings Current => current;

    /// <summary>The settings that were in force at an instant.</summary>
    public async Task<RegistrySettings> AsOfAsync(DateTimeOffset at, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var held = await context.Set<SettingsVersion>().AsNoTracking().Where(each => each.ChangedAt <= at).OrderByDescending(each => each.Version).FirstOrDefaultAsync(cancellation);
        return held is null ? RegistrySettings.Shipped : Read(held);
    }

    /// <summary>At start: reads the settings in force.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        if (await LastAsync(context, cancellation) is { } last)
        {
            current = Read(last);
        }
    }

    /// <param name="wanted">The wanted settings, with the version on which they are based.</param>
    /// <returns>
    /// The new version; <see cref="Refusal.ReasonMissing"/>, <see cref="Refusal.FieldInvalid"/> when a value is out of range,
    /// <see cref="Refusal.NothingToChange"/>, or <see cref="Refusal.ChangedMeanwhile"/> when <paramref name="wanted"/> was made from a version that no
    /// longer holds.
    /// </returns>
    public async Task<Result<RegistrySettings>> ChangeAsync(RegistrySettings wanted, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        if (!wanted.IsAllowed)
        {
            return Refusal.FieldInvalid;
        }

        var outcome = await writer.WriteAsync<Result<RegistrySettings>>(
            async write =>
            {
                var held = await LastAsync(write.Context) is { } last ? Read(last) : RegistrySettings.Shipped;
                if (wanted.Version != held.Version)
                {
                    return Refusal.ChangedMeanwhile;
                }

                if (JsonSerializer.Serialize(wanted, Format) == JsonSerializer.Serialize(held, Format))
                {
                    return Refusal.NothingToChange;
                }

                var next = wanted with { Version = held.Version + 1 };
                write.Context.Add(new SettingsVersion
                {
                    Version = next.Version,
                    Json = JsonSerializer.Serialize(next, Format),
                    ChangedBy = by,
                    Reason = reason.Trim(),
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
        if (outcome.IsDone)
        {
            gate.Publish(() => current = outcome.Value);
        }

        return outcome;
    }

    internal static RegistrySettings Read(SettingsVersion version) => JsonSerializer.Deserialize<RegistrySettings>(version.Json, Format)! with { Version = version.Version };

    private static Task<SettingsVersion?> LastAsync(RegistryDbContext context, CancellationToken cancellation = default) =>
        context.Set<SettingsVersion>().AsNoTracking().OrderByDescending(each => each.Version).FirstOrDefaultAsync(cancellation);
}
