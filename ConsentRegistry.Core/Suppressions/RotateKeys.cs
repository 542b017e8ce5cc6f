using ConsentRegistry.Core.Persistence;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>Rotates the suppression key while the registry runs: no bar crosses the swap, and every hand-over that waits is decided anew (RULES S-9).</summary>
public sealed class RotateKeys(RecordBar record, RotateSuppressionKey rotation, RegistryStartup startup)
{
    /// <returns>The version in force from now on.</returns>
    public Task<int> ExecuteAsync(string by, CancellationToken cancellation = default) => record.BetweenBarsAsync(
        async () =>
        {
            var version = await rotation.ExecuteAsync(by, cancellation);
            await startup.LoadIndexAsync(cancellation);
            return version;
        },
        cancellation);
}
