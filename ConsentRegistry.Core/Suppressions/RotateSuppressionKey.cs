using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// A new suppression key: every entry is wrapped in it, in one transaction, so that addresses which nobody knows any more are re-keyed too
/// (RULES S-9). The key file is written first; a rotation that was cut off, or a backup from before one, is finished at the next start.
/// </summary>
public sealed class RotateSuppressionKey(RegistryWriter writer, KeyRing keys, SuppressionKeys maker)
{
    private const int Batch = 2_000;

    /// <summary>Rotates and returns the new version. The caller holds the lane of the bars and reloads the index afterwards.</summary>
    internal async Task<int> ExecuteAsync(string by, CancellationToken cancellation)
    {
        keys.AdoptSuppressionKey(keys.PrepareNextSuppressionKey());
        await WrapAsync(by, cancellation);
        return keys.SuppressionKeyVersion;
    }

    /// <summary>Wraps the entries up to the newest key in the ring; does nothing where they are.</summary>
    internal Task FinishAsync(CancellationToken cancellation) => WrapAsync("job:start", cancellation);

    private Task WrapAsync(string by, CancellationToken cancellation) => writer.WriteAsync(
        async write =>
        {
            var state = await write.Context.Set<RegistryState>().SingleAsync();
            if (state.SuppressionKeyVersion == keys.SuppressionKeyVersion)
            {
                return;
            }

            for (long last = 0; ;)
            {
                var part = await write.Context.SuppressionEntries.Where(entry => entry.Id > last).OrderBy(entry => entry.Id).Take(Batch).ToListAsync();
                if (part.Count == 0)
                {
                    break;
                }

                foreach (var entry in part)
                {
                    entry.Key = maker.Raise(SuppressionKey.Read(entry.Key), entry.KeyVersion).ToBytes();
                    entry.ExactKey = maker.Raise(SuppressionKey.Read(entry.ExactKey), entry.KeyVersion).ToBytes();
                    entry.KeyVersion = keys.SuppressionKeyVersion;
                }

                await write.Context.SaveChangesAsync();
                last = part[^1].Id;
                part.ForEach(entry => write.Context.Entry(entry).State = EntityState.Detached);
            }

            state.SuppressionKeyVersion = keys.SuppressionKeyVersion;
            state.SuppressionKeyCheck = RegistryStartup.CheckOf(keys.SuppressionKeys[^1]);
            await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.SuppressionKeyRotated, Guid.Empty, write.At, write.At, by)
            {
                ActId = Guid.CreateVersion7(write.At),
                Facts = new EventFacts { KeyVersion = keys.SuppressionKeyVersion },
            });
        },
        cancellation);
}
