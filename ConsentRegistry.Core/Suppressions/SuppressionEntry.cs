using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// One keyed line of the suppression list (RULES S-1). It is never changed or removed, only re-keyed by a rotation and, if mistaken,
/// answered by a <see cref="SuppressionCorrection"/>.
/// </summary>
public sealed class SuppressionEntry
{
    public long Id { get; set; }

    /// <summary>The key of the mailbox form under <see cref="KeyVersion"/>.</summary>
    public required byte[] Key { get; set; }

    /// <summary>The key of the exact form; only tells which spelling matched.</summary>
    public required byte[] ExactKey { get; set; }

    public int KeyVersion { get; set; }

    public AddressKind Kind { get; init; }

    /// <summary>Null together with <see cref="Channel"/>: everything.</summary>
    public Topic? Topic { get; init; }

    public Channel? Channel { get; init; }

    public SuppressionReason Reason { get; init; }

    /// <summary>When the wish reached us, by whatever way.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was written here; messages sent between the two instants are looked for (RULES S-7).</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Its entry point: a token such as <c>screen</c>, <c>cli</c>, <c>one-click</c>; never free text.</summary>
    public required string Source { get; init; }

    public int NormaliserVersion { get; init; }

    /// <summary>The act that wrote it: the same in journal and ledger.</summary>
    public Guid ActId { get; init; }

    /// <summary>The ledger event that wrote it.</summary>
    public long LedgerSequence { get; init; }

    public BarScope Scope => new(Topic, Channel);
}

/// <summary>The DPO's answer to a mistaken entry (RULES S-3): the entry stays, this says that it no longer counts.</summary>
public sealed class SuppressionCorrection
{
    public long EntryId { get; init; }

    public long LedgerSequence { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}
