using System.Text.Json;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>
/// Why a project fits (rule G-16), as a campaign says it: one text for everybody, or one a language where its mail has one a language. Kept in one column: a single text as it
/// stands, several as JSON.
/// </summary>
public sealed class MatchReasons : IEquatable<MatchReasons>
{
    // The name of the text for everybody, among the languages.
    private const string Everybody = "";

    private readonly SortedDictionary<string, string> texts;

    private MatchReasons(SortedDictionary<string, string> texts) => this.texts = texts;

    /// <summary>What a reader gets whose language has no text of its own; null for nothing.</summary>
    public string? ForAll => texts.GetValueOrDefault(Everybody);

    /// <summary>Each text with its language; that for everybody has none.</summary>
    public IReadOnlyList<(string? Language, string Text)> Texts => [.. texts.Select(each => (each.Key == Everybody ? null : each.Key, each.Value))];

    /// <summary>Null where nothing is said.</summary>
    /// <param name="forAll">The text of every language that has none of its own.</param>
    /// <param name="byLanguage">Texts by nl, fr or en.</param>
    public static MatchReasons? Of(string? forAll, IReadOnlyDictionary<string, string>? byLanguage = null)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, text) in (byLanguage ?? new Dictionary<string, string>()).Append(KeyValuePair.Create(Everybody, forAll ?? string.Empty)))
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                texts[language] = text.Trim();
            }
        }

        return texts.Count == 0 ? null : new MatchReasons(texts);
    }

    /// <summary>What a reader of this language gets; null for nothing. Of somebody whose language is not known, the first text there is.</summary>
    public string? In(string? language) => language is null ? texts.Values.First() : texts.GetValueOrDefault(language) ?? ForAll;

    /// <summary>The same, with this text for readers who would get none.</summary>
    public MatchReasons OrForAll(string text) => ForAll is not null ? this : new MatchReasons(new SortedDictionary<string, string>(texts, StringComparer.Ordinal) { [Everybody] = text });

    /// <summary>As it is kept.</summary>
    public string Stored() => texts.Count == 1 && ForAll is { } text && text[0] != '{' ? text : JsonSerializer.Serialize(texts);

    /// <summary>What <see cref="Stored"/> wrote. What was kept before there was a text a language is one text for everybody.</summary>
    public static MatchReasons? Read(string stored)
    {
        try
        {
            return stored.StartsWith('{') && JsonSerializer.Deserialize<Dictionary<string, string>>(stored) is { } byLanguage ? Of(null, byLanguage) : Of(stored);
        }
        catch (JsonException)
        {
            return Of(stored);
        }
    }

    public bool Equals(MatchReasons? other) => other is not null && Stored() == other.Stored();

    public override bool Equals(object? obj) => Equals(obj as MatchReasons);

    public override int GetHashCode() => Stored().GetHashCode(StringComparison.Ordinal);
}
