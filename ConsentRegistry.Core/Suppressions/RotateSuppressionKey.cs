using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// Wraps every suppression entry in a newer key, in one transaction, so that addresses which nobody knows any more are re-keyed too
/// (RULES S-9). A rotation that was cut off, or a backup from before one, is finished at the next start.
/// </summary>
public sealed class RotateSuppressionKey(RegistryWriter writer, KeyRing keys, SuppressionKeys maker)
{
    private const int Batch = 2_000;

    /// <summary>Wraps the entries in <paramref name="next"/>, which is on disk and not in force yet.</summary>
    /// <returns>All keys in force after it.</returns>
    internal async Task<IReadOnlyList<SuppressionKey>> WrapAsync(byte[] next, string by)
    {
        var all = new List<SuppressionKey>();
        await writer.WriteAsync(
            async write =>
            {
                await RekeyAsync(write, keys.SuppressionKeyVersion + 1, keys.CheckSuppressionKeysWith(next), (key, _) => SuppressionKeys.Wrap(key, next), by);
                all = [.. (await SuppressionList.InForce(write.Context).Select(entry => entry.Key).ToListAsync()).Select(key => SuppressionKey.Read(key))];
            });
        return all;
    }

    /// <summary>At start: brings the entries up to the newest key in the ring; does nothing where they are.</summary>
    internal Task FinishAsync(CancellationToken cancellation) => writer.WriteAsync(
        async write =>
        {
            var version = await write.Context.Set<RegistryState>().Select(state => state.SuppressionKeyVersion).SingleAsync();
            if (version < keys.SuppressionKeyVersion)
            {
                await RekeyAsync(write, keys.SuppressionKeyVersion, keys.CheckSuppressionKeys(keys.SuppressionKeyVersion), maker.Raise, "job:start");
            }
        },
        cancellation);

    private static async Task RekeyAsync(RegistryWrite write, int version, byte[] check, Func<SuppressionKey, int, SuppressionKey> raise, string by)
    {
        for (long last = 0; ;)
        {
            var part = await write.Context.SuppressionEntries.Where(entry => entry.Id > last).OrderBy(entry => entry.Id).Take(Batch).ToListAsync();
            if (part.Count == 0)
            {
                break;
            }

            foreach (var entry in part)
            {
                entry.Key = raise(SuppressionKey.Read(entry.Key), entry.KeyVersion).ToBytes();
                entry.ExactKey = raise(SuppressionKey.Read(entry.ExactKey), entry.KeyVersion).ToBytes();
                entry.KeyVersion = version;
            }

            await write.Context.SaveChangesAsync();
            last = part[^1].Id;
            part.ForEach(entry => write.Context.Entry(entry).State = EntityState.Detached);
        }

        var state = await write.Context.Set<RegistryState>().SingleAsync();
        state.SuppressionKeyVersion = version;
        state.SuppressionKeyCheck = check;
        await write.Context.SaveChangesAsync();
        await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.SuppressionKeyRotated, Guid.Empty, write.At, write.At, by)
        {
            ActId = Guid.CreateVersion7(write.At),
            Facts = new EventFacts { KeyVersion = version },
        });
    }
}
