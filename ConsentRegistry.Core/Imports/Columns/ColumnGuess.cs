using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>What one column name says before its neighbours are seen.</summary>
/// <param name="Field">The likely field; null for a column to be dropped.</param>
/// <param name="Rank">Lower is likelier: 0 a name proper to the field, 1 and 2 weaker names, 3 a guess from some of the words.</param>
/// <param name="IsBareName">"Naam", "Nom", "Name": family or full name, as the neighbours tell.</param>
/// <param name="IsSensitive">To be flagged and dropped.</param>
internal readonly record struct ColumnGuess(ImportField? Field, int Rank, bool IsBareName, bool IsSensitive)
{
    private const int LongestHeader = 80;
    private const int LongestQuestion = 500;
    private const int GuessedRank = 3;

    /// <summary>Whether the header is a word that column names are made of.</summary>
    public bool IsKnown => Field is not null || IsBareName || IsSensitive || Reading is { NeedsKnownWord: false } && !IsSentence;

    /// <summary>Lower goes first among columns of one rank: a name as it stands before one with words left out, an opt-out of everything before one of the newsletter.</summary>
    public int Looseness { get; init; }

    /// <summary>What the name tells about being contacted; null where it tells nothing.</summary>
    public HeaderReading? Reading { get; init; }

    /// <summary>Addresses below it are those of somebody else: a recruiter, a referee.</summary>
    public bool IsOfOtherPerson { get; init; }

    /// <summary>The name is longer than names usually are: it may be a line above the table.</summary>
    public bool IsSentence { get; init; }

    /// <summary>Whether the name says that dates stand below it.</summary>
    public bool NamesDate { get; init; }

    public static ColumnGuess Of(string header)
    {
        var words = HeaderWords.Of(header.Length > LongestQuestion ? header[..LongestQuestion] : header);

        // A sentence above the table may hold any word; a column name is short. Where a question of a form stands as a name, what it asks counts.
        if (header.Length > LongestHeader)
        {
            return default(ColumnGuess) with { Reading = HeaderReading.Of(words), IsSentence = true };
        }

        return IsName(words) ? new(null, 0, true, false) : Of(words) with { NamesDate = words.Tokens.Count > 0 && HeaderPatterns.IsDate(words) };
    }

    private static ColumnGuess Of(HeaderWords words)
    {
        // A refusal first of all: "email disabled" is none on disability, and an opt-out that also names a user is the person's (W-1).
        var reading = HeaderReading.Of(words);
        if (reading is { Kind: not StatementKind.Leave, MayBeAddress: false })
        {
            return OfReading(words, reading);
        }

        // Before all names of fields, so that no pattern below takes a date of birth for some other date.
        if (SensitiveHeaders.Has(words))
        {
            return new(null, 0, false, true);
        }

        if (HeaderVocabulary.TryFind(words.Compact, out var exact))
        {
            return new(exact.Field, exact.Rank, false, false) { Reading = Kept(reading, exact.Field) };
        }

        if (reading is { MayBeAddress: true })
        {
            return OfReading(words, reading);
        }

        if (HeaderPatterns.IsOtherPerson(words))
        {
            return new(null, 0, false, false) { IsOfOtherPerson = true, Reading = reading };
        }

        var bare = HeaderQuestions.WithoutQuestion(words.Without(HeaderPatterns.OwnWords));
        if (IsName(bare))
        {
            return new(null, 0, true, false);
        }

        if (HeaderVocabulary.TryFind(bare.Compact, out var stripped))
        {
            return new(stripped.Field, stripped.Rank, false, false) { Looseness = 1, Reading = Kept(reading, stripped.Field) };
        }

        return new(HeaderPatterns.Guess(words, reading), GuessedRank, false, false) { Reading = reading };
    }

    /// <summary>What a name of the vocabulary stands for is settled: "Mailing City" asks for no leave.</summary>
    private static HeaderReading? Kept(HeaderReading? reading, ImportField field) =>
        field is ImportField.MarketingOptIn or ImportField.MarketingOptInAt ? reading ?? new HeaderReading(StatementKind.Leave, [], NeedsKnownWord: field == ImportField.MarketingOptInAt)
        : null;

    private static ColumnGuess OfReading(HeaderWords words, HeaderReading reading)
    {
        ImportField? field = reading.Kind == StatementKind.Refusal ? HeaderPatterns.OfRefusal(words) : reading.IsCleaned && HeaderPatterns.IsDate(words) ? ImportField.OptedOutAt : null;
        return new(field, GuessedRank, false, false) { Reading = reading, Looseness = field is null ? 0 : HeaderPatterns.NarrownessOfOptOut(words) };
    }

    private static bool IsName(HeaderWords words) => words.Compact is "naam" or "nom" or "name" or "noms" or "names";
}
