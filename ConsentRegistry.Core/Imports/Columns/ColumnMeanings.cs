using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>What colleagues said that words of a file mean (W-5), by column and word. Letter case and punctuation of a word do not count.</summary>
public sealed class ColumnMeanings
{
    private readonly Dictionary<string, Dictionary<string, GivenMeaning>> byColumn = new(StringComparer.Ordinal);

    /// <summary>No word was given a meaning.</summary>
    public static ColumnMeanings None { get; } = new([]);

    public ColumnMeanings(IEnumerable<WordMeaning> given)
    {
        foreach (var each in given)
        {
            if (!byColumn.TryGetValue(each.Header, out var words))
            {
                byColumn.Add(each.Header, words = new Dictionary<string, GivenMeaning>(StringComparer.Ordinal));
            }

            words[KeyOf(each.Value)] = each.Meaning;
        }
    }

    /// <summary>The columns of which a word was given a meaning.</summary>
    public IReadOnlyCollection<string> Headers => byColumn.Keys;

    /// <summary>Null where nobody gave the word of the column a meaning.</summary>
    public GivenMeaning? Of(string header, string cell) =>
        byColumn.TryGetValue(header, out var words) && words.TryGetValue(KeyOf(cell), out var meaning) ? meaning : null;

    /// <summary>These meanings and those of <paramref name="later"/>, which win where both name a word.</summary>
    public ColumnMeanings With(ColumnMeanings later) => new(All().Concat(later.All()));

    /// <summary>These meanings, changed for some words; null as a meaning removes the word.</summary>
    public ColumnMeanings But(IReadOnlyList<(string Header, string Value, GivenMeaning? Meaning)> changes)
    {
        var changed = changes.Select(each => (each.Header, KeyOf(each.Value))).ToHashSet();
        return new ColumnMeanings(All().Where(each => !changed.Contains((each.Header, each.Value)))
            .Concat(changes.Where(each => each.Meaning is not null).Select(each => new WordMeaning(each.Header, each.Value, each.Meaning!.Value))));
    }

    /// <summary>As runs and profiles store them; null where there are none.</summary>
    public string? ToJson() => byColumn.Count == 0 ? null
        : JsonSerializer.Serialize(byColumn.OrderBy(column => column.Key, StringComparer.Ordinal).ToDictionary(
            column => column.Key, column => column.Value.OrderBy(word => word.Key, StringComparer.Ordinal).ToDictionary(word => word.Key, word => word.Value.Word())));

    public static ColumnMeanings FromJson(string? json) => json is null ? None
        : new ColumnMeanings(JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json)!.SelectMany(column => column.Value.Select(
            word => new WordMeaning(column.Key, word.Key, GivenMeanings.FromWord(word.Value) ?? throw new InvalidDataException(word.Value)))));

    /// <summary>A sentence, or what may name somebody, is kept as a hash: a profile outlives the people of its files.</summary>
    private static string KeyOf(string value)
    {
        if (value is ['#', ..] && value.Length == 1 + (SHA256.HashSizeInBytes * 2))
        {
            return value;
        }

        var text = CellNormalForm.Of(value);
        return CellWords.IsShort(text) && !value.Contains('@', StringComparison.Ordinal) && value.Count(char.IsDigit) < 6 ? text : $"#{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private IEnumerable<WordMeaning> All() => byColumn.SelectMany(column => column.Value.Select(word => new WordMeaning(column.Key, word.Key, word.Value)));
}

/// <summary>One word of a column and what it means.</summary>
public sealed record WordMeaning(string Header, string Value, GivenMeaning Meaning)
{
    /// <summary>Reads <c>HEADER=VALUE:no|stays|ignore|dead|complaint</c> (INTERFACES 1); null when it is none. A header may hold a colon, a value an equals sign.</summary>
    public static WordMeaning? Parse(string text)
    {
        var (equals, colon) = (text.IndexOf('=', StringComparison.Ordinal), text.LastIndexOf(':'));
        return equals > 0 && colon > equals + 1 && GivenMeanings.FromWord(text[(colon + 1)..].Trim()) is { } meaning
            ? new WordMeaning(text[..equals].Trim(), text[(equals + 1)..colon].Trim(), meaning)
            : null;
    }
}

/// <summary>The words for meanings on the command line and in profiles.</summary>
public static class GivenMeanings
{
    public static string Word(this GivenMeaning meaning) => JsonNamingPolicy.CamelCase.ConvertName(meaning.ToString());

    /// <summary>Null for any other word.</summary>
    public static GivenMeaning? FromWord(string word) => Enum.GetValues<GivenMeaning>().Where(each => each.Word() == word).Select(each => (GivenMeaning?)each).FirstOrDefault();
}
