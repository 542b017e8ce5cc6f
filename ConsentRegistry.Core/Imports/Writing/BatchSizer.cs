namespace ConsentRegistry.Core.Imports.Writing;

/// <summary>
/// How much an import writes in one transaction. A bar or a recruiter's click waits for it, so it is kept short by the clock, not by a
/// number of rows (DESIGN 4, "Import").
/// </summary>
public sealed class BatchSizer
{
    private const int Fewest = 10;

    /// <summary>How long one transaction should take; 50 ms is the promise.</summary>
    public TimeSpan Aim { get; init; } = TimeSpan.FromMilliseconds(35);

    /// <summary>Rows of the first transaction, while nothing is known of the machine.</summary>
    public int First { get; init; } = 100;

    /// <summary>The most rows of one transaction, whatever the speed.</summary>
    public int Most { get; init; } = 2_000;

    /// <summary>Rows of the next transaction.</summary>
    /// <param name="rows">Rows of the last one.</param>
    /// <param name="took">How long it took.</param>
    internal int Next(int rows, TimeSpan took) =>
        Math.Clamp((int)Math.Min(rows * 2.0, rows * (Aim / TimeSpan.FromTicks(Math.Max(took.Ticks, 1)))), Math.Min(Fewest, Most), Most);
}
