using System.Collections.Frozen;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>
/// What files say of a refusal, as plain lists of words in four languages (RULES 8). They are the embedded files of the folder Words, which a
/// colleague can read and extend; docs/words.md tells how.
/// </summary>
internal static class WordLists
{
    private static readonly string[] Languages = ["en", "nl", "fr", "de"];

    private static readonly ILookup<string, string> Lines = Languages.SelectMany(Read).ToLookup(line => line.Section, line => line.Text, StringComparer.Ordinal);

    /// <summary>The names of all lists.</summary>
    public static IEnumerable<string> Names => Lines.Select(list => list.Key);

    /// <summary>The phrases of a list, of all languages, to be looked for in names of columns: whole questions may stand there.</summary>
    public static Phrase[] Phrases(string list) => Phrases(list, 5);

    /// <summary>As <see cref="Phrases(string)"/>, with nothing between the words: what takes a meaning away has to stand there as it is.</summary>
    public static Phrase[] ExactPhrases(string list) => Phrases(list, 0);

    /// <summary>As <see cref="Phrases(string)"/>, to be looked for in free text, where words far apart have nothing to do with one another.</summary>
    public static Phrase[] TextPhrases(string list) => Phrases(list, 2);

    /// <summary>The whole cells of a list, of all languages, in the form of <see cref="CellNormalForm"/>.</summary>
    public static FrozenSet<string> Cells(string list) => LinesOf(list).SelectMany(line => new[] { line, CellNormalForm.Of(line) }).Where(text => text.Length > 0).ToFrozenSet(StringComparer.Ordinal);

    private static Phrase[] Phrases(string list, int mostBetween) => [.. LinesOf(list).Select(line => new Phrase(line, mostBetween))];

    private static IEnumerable<string> LinesOf(string list) =>
        Lines.Contains(list) ? Lines[list] : throw new ArgumentException($"There is no word list \"{list}\".", nameof(list));

    private static IEnumerable<(string Section, string Text)> Read(string language)
    {
        using var stream = typeof(WordLists).Assembly.GetManifestResourceStream($"Words/{language}.txt")!;
        using var reader = new StreamReader(stream);
        var section = string.Empty;
        while (reader.ReadLine() is { } line)
        {
            var text = line.Split('#')[0].Trim();
            if (text is ['[', .. var name, ']'])
            {
                section = name;
            }
            else if (text.Length > 0)
            {
                yield return (section, text);
            }
        }
    }
}
