using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Ledger;

/// <summary>
/// The personal part of an event: what was shown and said, and the proof. It is kept encrypted beside the chain and goes when the person
/// is erased or its time is over; the chain stands without it.
/// </summary>
public sealed record EventPayload
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The words that the person agreed to.</summary>
    public string? Wording { get; init; }

    /// <summary>The language of <see cref="Wording"/>: nl, fr or en.</summary>
    public string? Language { get; init; }

    /// <summary>By which way: web form, letter, call…</summary>
    public string? How { get; init; }

    /// <summary>A colleague's own words.</summary>
    public string? Note { get; init; }

    /// <summary>The evidence as pasted text.</summary>
    public string? EvidenceText { get; init; }

    public string? EvidenceFileName { get; init; }

    public byte[]? EvidenceFile { get; init; }

    /// <summary>The three parts above as one.</summary>
    [JsonIgnore]
    public Evidence Evidence
    {
        get => new(EvidenceText, EvidenceFileName, EvidenceFile);
        init => (EvidenceText, EvidenceFileName, EvidenceFile) = (value.Text, value.FileName, value.File);
    }

    /// <summary>Other words that belong to the event, such as the job site.</summary>
    public string? Site { get; init; }

    /// <summary>Doubt, and the bar that follows from it: the name of the column that the word stands in.</summary>
    public string? Header { get; init; }

    /// <summary>Doubt: the word itself, as the file has it.</summary>
    public string? Value { get; init; }

    public bool IsEmpty => this == new EventPayload();

    public static EventPayload Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<EventPayload>(json, Format)!;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Format);
}
