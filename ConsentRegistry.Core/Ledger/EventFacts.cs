using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Ledger;

/// <summary>What the gate and the timeline need of an event besides its columns: ids, flags, dates and words of fixed lists, never personal data.</summary>
public sealed record EventFacts
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Opt-in: wording, language, policy version, moment, way and evidence are all there (RULES 1).</summary>
    public bool Proven { get; init; }

    /// <summary>Opt-in: begun by the person (RULES 1 "lifting opt-in").</summary>
    public bool StartedByPerson { get; init; }

    /// <summary>Opt-in or dead address: the contact point it is bound to (N-5).</summary>
    public Guid? ContactPoint { get; init; }

    /// <summary>Bar: no opt-in lifts it.</summary>
    public bool NotLiftable { get; init; }

    /// <summary>Bar: why; tells Manual and DomainRequest from OptOut.</summary>
    public SuppressionReason? Reason { get; init; }

    /// <summary>Bar: how many suppression entries the event wrote; <c>verify</c> counts them.</summary>
    public int Entries { get; init; }

    /// <summary>Bar extended to a person or address that it met later (RULES S-8): the act that it repeats.</summary>
    public Guid? Repeats { get; init; }

    public Relationship? Relationship { get; init; }

    public AcquisitionSource? Source { get; init; }

    public CollectionMoment? Moment { get; init; }

    /// <summary>Contact permission: the day of the last contact begun by the person.</summary>
    public DateOnly? LastOwnContactOn { get; init; }

    /// <summary>Contact permission or sale: the right to object was offered at collection.</summary>
    public bool ObjectionOffered { get; init; }

    /// <summary>Notice or policy: the version; opt-in: the policy version shown.</summary>
    public string? Version { get; init; }

    /// <summary>Merge: the person into which the record went.</summary>
    public Guid? Into { get; init; }

    /// <summary>Correction: the sequence of the event that was mistaken. Answer to a doubt: that of the event that opened it.</summary>
    public long? Entry { get; init; }

    /// <summary>Answer to a doubt: whether it was a no.</summary>
    public DoubtAnswer? Answer { get; init; }

    public bool AddressGotInSale { get; init; }

    public bool OwnSimilarServices { get; init; }

    /// <summary>List check: the person is on the list.</summary>
    public bool Listed { get; init; }

    /// <summary>List check: since when, where the list says so.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>Rotation: the version in force from here on.</summary>
    public int KeyVersion { get; init; }

    /// <summary>Restore: the first event of the lost end of the chain that somebody outside the database has seen.</summary>
    public long LostFrom { get; init; }

    /// <summary>Restore: the last such event, the lost head. The restored head is the event before the one that has these facts.</summary>
    public long LostHead { get; init; }

    /// <summary>Restore: the hash of <see cref="LostHead"/>, in hexadecimal; null where no head was known.</summary>
    public string? LostHash { get; init; }

    /// <summary>Restore: the last line of the opt-out journal at that time; lines up to it may name events of the lost end.</summary>
    public long JournalLines { get; init; }

    /// <summary>An import, campaign or case that the event belongs to.</summary>
    public Guid? Cause { get; init; }

    public static EventFacts Parse(string json) => json.Length <= 2 ? new() : JsonSerializer.Deserialize<EventFacts>(json, Format)!;

    public string ToJson() => JsonSerializer.Serialize(this, Format);
}
