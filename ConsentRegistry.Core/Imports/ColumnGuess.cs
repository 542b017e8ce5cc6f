namespace ConsentRegistry.Core.Imports;

/// <summary>What one column looks like, before its neighbours are seen.</summary>
/// <param name="Field">The likely field; null for a column to be dropped.</param>
/// <param name="Rank">Lower is likelier: 0 a name proper to the field, 1 and 2 weaker names, 3 a guess from some of the words.</param>
/// <param name="IsBareName">"Naam", "Nom", "Name": family or full name, as the neighbours tell.</param>
/// <param name="IsSensitive">To be flagged and dropped.</param>
internal readonly record struct ColumnGuess(ImportField? Field, int Rank, bool IsBareName, bool IsSensitive)
{
    private const int LongestHeader = 80;
    private const int GuessedRank = 3;

    /// <summary>Whether the header is a word that column names are made of.</summary>
    public bool IsKnown => Field is not null || IsBareName || IsSensitive;

    /// <summary>Lower goes first among columns of one rank: a name as it stands before one with words left out, an opt-out of everything before one of the newsletter.</summary>
    public int Looseness { get; init; }

    public static ColumnGuess Of(string header)
    {
        // A sentence above the table may hold any word; a column name is short.
        if (header.Length > LongestHeader)
        {
            return default;
        }

        var words = HeaderWords.Of(header);
        if (IsName(words))
        {
            return new(null, 0, true, false);
        }

        // First of all, so that no pattern below takes a date of birth for some other date.
        if (SensitiveHeaders.Has(words))
        {
            return new(null, 0, false, true);
        }

        if (HeaderVocabulary.TryFind(words.Compact, out var exact))
        {
            return new(exact.Field, exact.Rank, false, false);
        }

        if (HeaderPatterns.IsOtherPerson(words))
        {
            return default;
        }

        var bare = HeaderQuestions.WithoutQuestion(words.Without(HeaderPatterns.OwnWords));
        if (IsName(bare))
        {
            return new(null, 0, true, false);
        }

        if (HeaderVocabulary.TryFind(bare.Compact, out var stripped))
        {
            return new(stripped.Field, stripped.Rank, false, false) { Looseness = 1 };
        }

        var field = HeaderPatterns.Guess(words);
        return new(field, GuessedRank, false, false)
        {
            Looseness = field is ImportField.OptedOut or ImportField.OptedOutAt ? HeaderPatterns.NarrownessOfOptOut(words) : 0,
        };
    }

    private static bool IsName(HeaderWords words) => words.Compact is "naam" or "nom" or "name" or "noms" or "names";
}
