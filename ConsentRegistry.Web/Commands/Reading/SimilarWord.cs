namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>What somebody may have meant who typed a word that nothing knows.</summary>
internal static class SimilarWord
{
    /// <summary>The question that follows the sentence about an unknown word; empty where no known word is like it.</summary>
    /// <param name="typed">The unknown word.</param>
    /// <param name="known">The words that would be understood in its place.</param>
    public static string Question(string typed, IEnumerable<string> known) => Find(typed, known) is { } word ? $" Did you mean {word}?" : "";

    private static string? Find(string typed, IEnumerable<string> known)
    {
        var bare = Bare(typed);
        if (bare.Length < 2)
        {
            return null;
        }

        var mostChanges = Math.Max(1, bare.Length / 3);
        return known.Where(word => word != typed).Select(word => (Word: word, Changes: Changes(bare, Bare(word))))
            .Where(each => each.Changes <= mostChanges || Bare(each.Word).StartsWith(bare, StringComparison.Ordinal))
            .OrderBy(each => each.Changes).Select(each => each.Word).FirstOrDefault();
    }

    private static string Bare(string word) => word.TrimStart('-').ToLowerInvariant();

    /// <summary>How many letters must be added, left out, replaced or swapped with their neighbour to make one word of the other.</summary>
    private static int Changes(string from, string to)
    {
        var changes = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    changes[i, j] = i + j;
                    continue;
                }

                var replaced = changes[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] ? changes[i - 2, j - 2] + 1 : int.MaxValue;
                changes[i, j] = Math.Min(Math.Min(replaced, swapped), Math.Min(changes[i - 1, j], changes[i, j - 1]) + 1);
            }
        }

        return changes[from.Length, to.Length];
    }
}
