using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>What an act in the journal does.</summary>
public enum JournalKind
{
    /// <summary>A bar comes to hold.</summary>
    Bar = 1,

    /// <summary>A person is erased; the keys bar from here on.</summary>
    Erasure = 2,

    /// <summary>The DPO corrects a mistaken entry.</summary>
    Correction = 3,

    /// <summary>Stands where a line could not be saved, so that the others keep their numbers; it does nothing.</summary>
    Lost = 4,
}

/// <summary>One keyed address of an act.</summary>
/// <param name="Kind">What sort of address it was.</param>
/// <param name="Key">The key of the mailbox form, in hexadecimal.</param>
/// <param name="Exact">The key of the exact form.</param>
/// <param name="Shared">Another person holds the address too: an erasure bars it as an opt-out (RULES S-8).</param>
public sealed record JournalKey(AddressKind Kind, string Key, string Exact, bool Shared = false);

/// <summary>
/// One act as the opt-out journal holds it (DESIGN 4, "A bar, step by step"): enough to repeat it on an older database, and no personal data.
/// </summary>
public sealed record JournalLine
{
    private const string SumMark = ",\"sum\":\"";
    private const string NumberMark = "{\"number\":";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        // What is not understood must not be passed over (guarantee 9): neither a word nor a member of a later version.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>From 1, without a gap.</summary>
    public long Number { get; init; }

    public Guid Act { get; init; }

    public JournalKind Kind { get; init; }

    /// <summary>The pseudonym; <see cref="Guid.Empty"/> where only addresses are concerned.</summary>
    public Guid Person { get; init; }

    public LedgerEventType Type { get; init; }

    public Topic? Topic { get; init; }

    public Channel? Channel { get; init; }

    public IReadOnlyList<JournalKey> Keys { get; init; } = [];

    public int KeyVersion { get; init; }

    /// <summary>Tells whether a key is the one that made <see cref="Keys"/>, and nothing else about it.</summary>
    public string KeyCheck { get; init; } = string.Empty;

    /// <summary>Erasure: the pseudonyms of records that were merged into the person, which go too.</summary>
    public IReadOnlyList<Guid> Merged { get; init; } = [];

    public int NormaliserVersion { get; init; }

    public SuppressionReason Reason { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The door it came through, a token of a fixed list.</summary>
    public string Source { get; init; } = string.Empty;

    public string Operator { get; init; } = string.Empty;

    /// <summary>The act that this one repeats for another address or person, or corrects.</summary>
    public Guid? Repeats { get; init; }

    /// <summary>The head of the ledger when the line was written.</summary>
    public long LedgerSequence { get; init; }

    public string LedgerHash { get; init; } = string.Empty;

    [JsonIgnore]
    public BarScope Scope => new(Topic, Channel);

    /// <summary>The line as text, closed by a checksum of all before it, without a line end.</summary>
    public string ToText()
    {
        var body = JsonSerializer.Serialize(this, Format)[..^1];
        return body + SumMark + SumOf(body) + "\"}";
    }

    /// <summary>Reads a line; null when its checksum does not fit (torn by a pulled plug, or changed), or when it says what this version does not understand.</summary>
    public static JournalLine? Parse(string text)
    {
        if (BodyOf(text) is not { } body)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<JournalLine>(body + "}", Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The number of a line whose checksum fits; null where it does not. A whole journal is looked through by it, without reading what the lines say.</summary>
    internal static long? NumberOf(string text)
    {
        if (!text.StartsWith(NumberMark, StringComparison.Ordinal) || BodyOf(text) is null)
        {
            return null;
        }

        var digits = text.AsSpan(NumberMark.Length);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return end > 0 && long.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }

    /// <summary>All before the checksum; null where that does not fit.</summary>
    private static string? BodyOf(string text)
    {
        var mark = text.LastIndexOf(SumMark, StringComparison.Ordinal);
        return mark < 0 || text[(mark + SumMark.Length)..] != SumOf(text[..mark]) + "\"}" ? null : text[..mark];
    }

    private static string SumOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 8));
}
