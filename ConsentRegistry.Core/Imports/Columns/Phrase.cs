namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>
/// One line of a word list: words that stand in a text in this order, with some others between two of them. A star at the end or the
/// beginning of a word stands for any letters. A phrase of some length also counts where somebody wrote it as one word.
/// </summary>
internal sealed class Phrase
{
    /// <summary>Shorter phrases occur by chance inside other words, or across two of them.</summary>
    private const int ShortestGlued = 9;

    private readonly Word[] words;
    private readonly string? glued;

    private readonly int mostBetween;

    /// <param name="line">As it stands in the list.</param>
    /// <param name="mostBetween">How many other words may stand between two of the phrase.</param>
    public Phrase(string line, int mostBetween)
    {
        this.mostBetween = mostBetween;
        words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "*").Select(Word.Of)];
        var compact = string.Concat(words.Select(word => word.Letters));
        glued = words.Length > 1 && compact.Length >= ShortestGlued ? compact : null;
    }

    /// <summary>The letters of its longest word: a text without them cannot hold the phrase.</summary>
    public string Signal => words.MaxBy(word => word.Letters.Length)!.Letters;

    public bool IsIn(HeaderWords text) => IndexIn(text.Tokens) >= 0 || (glued is not null && text.Compact.Contains(glued, StringComparison.Ordinal));

    /// <summary>The position of its first word; -1 when the phrase is not there.</summary>
    public int IndexIn(IReadOnlyList<string> tokens)
    {
        for (var start = 0; start < tokens.Count; start++)
        {
            if (words[0].Fits(tokens[start]) && Follows(tokens, start, 1))
            {
                return start;
            }
        }

        return -1;
    }

    private bool Follows(IReadOnlyList<string> tokens, int before, int next)
    {
        if (next == words.Length)
        {
            return true;
        }

        for (var at = before + 1; at < tokens.Count && at <= before + 1 + mostBetween; at++)
        {
            if (words[next].Fits(tokens[at]) && Follows(tokens, at, next + 1))
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Word(string Letters, bool OpenStart, bool OpenEnd)
    {
        public static Word Of(string text) => new(string.Concat(HeaderWords.Of(text).Tokens), text.StartsWith('*'), text.EndsWith('*'));

        public bool Fits(string token) => (OpenStart, OpenEnd) switch
        {
            (true, true) => token.Contains(Letters, StringComparison.Ordinal),
            (true, false) => token.EndsWith(Letters, StringComparison.Ordinal),
            (false, true) => token.StartsWith(Letters, StringComparison.Ordinal),
            _ => token == Letters,
        };
    }
}
