using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Ledger;

/// <summary>
/// One line of the history: append-only, chained by HMAC over everything in it (DESIGN 4, "Ledger"). It holds no personal data: what was
/// said and shown is in the payload, of which only the commitment stands here.
/// </summary>
public sealed record LedgerEvent
{
    /// <summary>From 1, without a gap.</summary>
    public long Sequence { get; init; }

    /// <summary>The act that caused it; several events may share one.</summary>
    public Guid ActId { get; init; }

    /// <summary>The pseudonym of the person; <see cref="Guid.Empty"/> where only an address is concerned, or nobody.</summary>
    public Guid Person { get; init; }

    public LedgerEventType Type { get; init; }

    public Topic? Topic { get; init; }

    public Channel? Channel { get; init; }

    /// <summary>When it took effect: for an opt-out the instant at which it was received.</summary>
    public DateTimeOffset EffectiveAt { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who wrote it: an account id, <c>cli:&lt;os user&gt;</c>, <c>person</c> for the person's own exit, or <c>job:&lt;name&gt;</c>.</summary>
    public required string Operator { get; init; }

    /// <summary><see cref="EventFacts"/> as JSON, exactly as hashed.</summary>
    public required string FactsJson { get; init; }

    /// <summary>SHA-256 over salt and payload; empty where there is no payload.</summary>
    public required byte[] Commitment { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Ids, flags and dates of the event; never personal data.</summary>
    public EventFacts Facts => EventFacts.Parse(FactsJson);
}
