using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// Rotates the suppression key while the registry runs (RULES S-9). No bar is recorded meanwhile, nobody reads the list while it is half old and half
/// new, and every waiting hand-over is decided again. If it fails, the old key stays in force.
/// </summary>
public sealed class RotateKeys(RecordBar record, JournalReplay replay, RotateSuppressionKey rotation, KeyRing keys, SuppressionIndex index)
{
    /// <returns>The version in force from now on.</returns>
    public Task<int> ExecuteAsync(string by, CancellationToken cancellation = default) => record.BetweenBarsAsync(
        async () =>
        {
            // A bar that only the journal has would stay behind under the old key.
            await replay.ApplyAsync(new Dictionary<long, EventPayload?>(), cancellation);
            index.BeginRotation();
            try
            {
                var next = keys.PrepareNextSuppressionKey();
                var all = await rotation.WrapAsync(next, by);
                index.Load(all, () => keys.AdoptSuppressionKey(next));
            }
            finally
            {
                index.EndRotation();
            }

            return keys.SuppressionKeyVersion;
        },
        cancellation);
}
