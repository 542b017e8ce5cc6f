namespace ConsentRegistry.Core.Storage;

/// <summary>What the database knows of the things beside it: keys and journal. One row. It goes back with a restored backup, which is how one is noticed.</summary>
public sealed class RegistryState
{
    public int Id { get; init; }

    /// <summary>The last journal line that is in the database.</summary>
    public long JournalPosition { get; set; }

    /// <summary>The act of that line; null before the first.</summary>
    public Guid? JournalAct { get; set; }

    /// <summary>What the journal adds up to there: by it, another journal of the same length is told from the one that was followed.</summary>
    public byte[] JournalHash { get; set; } = [];

    /// <summary>How many transactions were committed, this one included; what stands beside the journal is held against it at a start.</summary>
    public long Commits { get; set; }

    /// <summary>The key version of all suppression entries.</summary>
    public int SuppressionKeyVersion { get; set; }

    public required byte[] SuppressionKeyCheck { get; set; }

    public required byte[] DataKeyCheck { get; set; }

    public required byte[] IndexKeyCheck { get; set; }

    public required byte[] LedgerKeyCheck { get; set; }

    /// <summary>The newest token key that the database has seen.</summary>
    public int TokenKeyVersion { get; set; }

    public required byte[] TokenKeyCheck { get; set; }

    public required byte[] SigningKeyCheck { get; set; }

    /// <summary>Why sending is locked, as words divided by spaces: null when it is not. Only the DPO releases it (DESIGN 4).</summary>
    public string? SendingLockedBecause { get; set; }
}
