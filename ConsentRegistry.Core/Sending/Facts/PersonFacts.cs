using System.Text.Json.Serialization;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Facts;

/// <summary>What is known of the person that the message is for (INTERFACES 3).</summary>
public sealed record PersonFacts
{
    /// <summary>The relationship that gives the message its reason (RULES 1). Required.</summary>
    public Fact<Relationship> Relationship { get; init; }

    /// <summary>Whether an Article 13/14 notice is on record (G-10).</summary>
    public Fact<bool> NoticeGiven { get; init; } = false;

    /// <summary>Whether an Article 18 restriction is active (G-04).</summary>
    public Fact<bool> Restricted { get; init; } = false;

    /// <summary>The policy versions that were announced to the person (G-07).</summary>
    public Fact<string[]> PolicyVersionsSent { get; init; } = Array.Empty<string>();

    /// <summary>Opt-ins, bars and beginnings, in any order. Required, though it may be empty.</summary>
    public Fact<SendEvent[]> Events { get; init; }

    /// <summary>The contact permission; null when there is none (G-16).</summary>
    public Fact<PermissionFacts?> Permission { get; init; } = null;

    /// <summary>The evidence of a sale; null when none is on file (G-14).</summary>
    public Fact<SaleFacts?> Sale { get; init; } = null;

    /// <summary>The service that feedback is asked on; null when there is none (G-15).</summary>
    public Fact<ServiceFacts?> Service { get; init; } = null;
}

/// <summary>A contact permission: a fact with a date and a source, never consent (RULES 1, P-46…49). Every field is required.</summary>
public sealed record PermissionFacts
{
    /// <summary>Where it came from; some sources give none (N-4).</summary>
    public Fact<AcquisitionSource> Source { get; init; }

    /// <summary>The day of the last contact begun by the person; a day after the decision is a contradiction.</summary>
    [JsonPropertyName("lastOwnContact")]
    public Fact<DateOnly> LastOwnContactOn { get; init; }

    /// <summary>Whether objection was offered at collection, or explained by a notice since (RULES 3, "From the store to facts").</summary>
    public Fact<bool> ObjectionOffered { get; init; }
}

/// <summary>The evidence for a soft opt-in (Directive 2002/58 Art. 13(2)). Every field is required.</summary>
public sealed record SaleFacts
{
    /// <summary>The day of the last sale; a day after the decision leaves the evidence incomplete.</summary>
    [JsonPropertyName("at")]
    public Fact<DateOnly> SoldOn { get; init; }

    /// <summary>Whether the address was got from the person directly, in a sale.</summary>
    public Fact<bool> AddressGotInSale { get; init; }

    /// <summary>Whether the message is about own services similar to those sold.</summary>
    public Fact<bool> OwnSimilarServices { get; init; }

    public Fact<bool> ObjectionOfferedAtCollection { get; init; }
}

/// <summary>A service that feedback can be asked on.</summary>
public sealed record ServiceFacts
{
    /// <summary>The day it ended; null, or a day after the decision, while it runs.</summary>
    [JsonPropertyName("endedAt")]
    public Fact<DateOnly?> EndedOn { get; init; } = null;
}
