using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>A column whose cells may say something about being contacted (RULES 8).</summary>
/// <param name="Index">From 0.</param>
/// <param name="Key">As the report names the column.</param>
/// <param name="Channels">The channels that its header names; empty for all (W-4).</param>
/// <param name="NamesDate">Its header says that dates stand below it: then also a short number is one.</param>
public sealed record SayingColumn(int Index, string Key, SayingKind Kind, IReadOnlyList<Channel> Channels, bool NamesDate)
{
    /// <summary>Addresses stand in it: what somebody wrote beside them, or in their place, is read as free text ("an@x.example (do not mail)").</summary>
    public bool HoldsAddresses { get; init; }
}

/// <summary>Which columns of a file say something about being contacted, when names, fields and values of all are known.</summary>
internal static class SayingColumns
{
    /// <param name="columns">With the fields that they got.</param>
    /// <param name="guesses">What each name tells, in the same order.</param>
    /// <param name="decided">Columns whose field a colleague or profile settled.</param>
    /// <param name="addresses">Columns in which addresses stand: only what is written beside them says something.</param>
    public static IReadOnlyList<SayingColumn> Of(
        IReadOnlyList<MappedColumn> columns, ColumnGuess[] guesses, ColumnSurvey survey, IReadOnlyDictionary<int, ImportField?> decided, IReadOnlySet<int> addresses)
    {
        var sayings = new List<SayingColumn>();
        foreach (var column in columns.Where(column => !column.IsSensitive))
        {
            var guess = guesses[column.Index];
            if (addresses.Contains(column.Index))
            {
                sayings.Add(new SayingColumn(column.Index, column.Key, SayingKind.Text, [], false) { HoldsAddresses = true });
                continue;
            }

            var settled = decided.TryGetValue(column.Index, out var field) ? field : null;
            if (KindOf(column, guess, survey, settled) is { } kind)
            {
                sayings.Add(new SayingColumn(column.Index, column.Key, kind, guess.Reading?.Channels ?? ChannelsOf(column, kind), guess.NamesDate));
            }
        }

        return sayings;
    }

    private static SayingKind? KindOf(MappedColumn column, ColumnGuess guess, ColumnSurvey survey, ImportField? settled)
    {
        // A column that is left out by hand is read all the same: a no in it must not be lost by the way. What a word means is settled word by word.
        var named = guess.Reading is { } reading && !(reading.NeedsKnownWord && !survey.HasWordOfLeave(column.Index) && settled is null) ? reading.Kind : (SayingKind?)null;
        return settled switch
        {
            ImportField.OptedOut or ImportField.OptedOutAt => named is SayingKind.Refusal or SayingKind.Complaint or SayingKind.Dead ? named : SayingKind.Settled,
            ImportField.MarketingOptIn or ImportField.MarketingOptInAt => named is SayingKind.Refusal or SayingKind.Complaint ? named : SayingKind.Leave,
            not null => named ?? OfText(column, guess),
            null => named ?? (IsStatus(column, survey) ? SayingKind.Status : OfText(column, guess)),
        };
    }

    /// <summary>"Phone: Do Not Allow" is a no for the telephone, though the name alone tells nothing about leave (W-4).</summary>
    private static IReadOnlyList<Channel> ChannelsOf(MappedColumn column, SayingKind kind) =>
        kind is SayingKind.Status or SayingKind.Settled ? HeaderReading.ChannelsOf(HeaderWords.Of(column.Key)) : [];

    private static bool IsStatus(MappedColumn column, ColumnSurvey survey) =>
        column.Field is null or ImportField.OptedOut or ImportField.MarketingOptIn && survey.IsListOfWords(column.Index) && survey.HasWordOfStatus(column.Index);

    /// <summary>Where people write what they want: also into a name ("DO NOT CONTACT"). Letters and data about other people are not read.</summary>
    private static SayingKind? OfText(MappedColumn column, ColumnGuess guess)
    {
        var isText = column.Field is null or ImportField.GivenName or ImportField.FamilyName or ImportField.FullName or ImportField.Company or ImportField.JobTitle
            or ImportField.Skills or ImportField.Notes or ImportField.VacancyReference;
        return isText && !guess.IsOfOtherPerson && guess.Reading is null or { NeedsKnownWord: true } && !HeaderPatterns.IsLetter(HeaderWords.Of(column.Key)) ? SayingKind.Text : null;
    }
}
