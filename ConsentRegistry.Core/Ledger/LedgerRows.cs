namespace ConsentRegistry.Core.Ledger;

/// <summary>The personal part of an event under its salt; both go when the person is erased.</summary>
public sealed class LedgerPayload
{
    /// <summary>The column name that is bound into the encrypted payload.</summary>
    public const string PayloadColumn = "LedgerPayloads.Payload";

    public long Sequence { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] ProtectedPayload { get; init; }
}

/// <summary>The end of the chain, in one row.</summary>
public sealed class LedgerHead
{
    public int Id { get; init; }

    public long Sequence { get; set; }

    public required byte[] Hash { get; set; }
}

/// <summary>The head as it stood at some instant, written down now and then; <c>verify</c> holds the chain against it.</summary>
public sealed class LedgerAnchor
{
    public long Sequence { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}
