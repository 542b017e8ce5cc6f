using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>A column whose cells may state something about being contacted (RULES 8).</summary>
/// <param name="Index">From 0.</param>
/// <param name="Key">As the report names the column.</param>
/// <param name="Channels">The channels that its header names; empty for all (W-4).</param>
/// <param name="NamesDate">Its header says that dates stand below it: then also a short number is one.</param>
public sealed record StatementColumn(int Index, string Key, StatementKind Kind, IReadOnlyList<Channel> Channels, bool NamesDate)
{
    /// <summary>Addresses stand in it: what somebody wrote beside them, or in their place, is read as free text ("an@x.example (do not mail)").</summary>
    public bool HoldsAddresses { get; init; }
}

/// <summary>Finds the columns of a file that state something about being contacted, once names, fields and values of all columns are known.</summary>
internal static class StatementColumnFinder
{
    /// <param name="columns">With the fields that they got.</param>
    /// <param name="guesses">What each name tells, in the same order.</param>
    /// <param name="decided">Columns whose field a colleague or profile settled.</param>
    /// <param name="addresses">Columns in which addresses stand: only what is written beside them says something.</param>
    public static IReadOnlyList<StatementColumn> Of(
        IReadOnlyList<MappedColumn> columns, ColumnGuess[] guesses, ColumnSurvey survey, IReadOnlyDictionary<int, ImportField?> decided, IReadOnlySet<int> addresses)
    {
        var found = new List<StatementColumn>();
        foreach (var column in columns.Where(column => !column.IsSensitive))
        {
            var guess = guesses[column.Index];
            if (addresses.Contains(column.Index))
            {
                found.Add(new StatementColumn(column.Index, column.Key, StatementKind.Text, [], false) { HoldsAddresses = true });
                continue;
            }

            var settled = decided.TryGetValue(column.Index, out var field) ? field : null;
            if (KindOf(column, guess, survey, settled) is { } kind)
            {
                found.Add(new StatementColumn(column.Index, column.Key, kind, guess.Reading?.Channels ?? ChannelsOf(column, kind), guess.NamesDate));
            }
        }

        return found;
    }

    private static StatementKind? KindOf(MappedColumn column, ColumnGuess guess, ColumnSurvey survey, ImportField? settled)
    {
        // A column that an operator left out is read all the same: a no in it must not get lost. What a word means is settled word by word.
        var named = guess.Reading is { } reading && !(reading.NeedsKnownWord && !survey.HasWordOfLeave(column.Index) && settled is null) ? reading.Kind : (StatementKind?)null;
        return settled switch
        {
            ImportField.OptedOut or ImportField.OptedOutAt => named is StatementKind.Refusal or StatementKind.Complaint or StatementKind.Dead ? named : StatementKind.Settled,
            ImportField.MarketingOptIn or ImportField.MarketingOptInAt => named is StatementKind.Refusal or StatementKind.Complaint ? named : StatementKind.Leave,
            not null => named ?? OfText(column, guess),
            null => named ?? (IsStatus(column, survey) ? StatementKind.Status : OfText(column, guess)),
        };
    }

    /// <summary>"Phone: Do Not Allow" is a no for the telephone, though the name alone tells nothing about leave (W-4).</summary>
    private static IReadOnlyList<Channel> ChannelsOf(MappedColumn column, StatementKind kind) =>
        kind is StatementKind.Status or StatementKind.Settled ? HeaderReading.ChannelsOf(HeaderWords.Of(column.Key)) : [];

    private static bool IsStatus(MappedColumn column, ColumnSurvey survey) =>
        column.Field is null or ImportField.OptedOut or ImportField.MarketingOptIn && survey.IsListOfWords(column.Index) && survey.HasWordOfStatus(column.Index);

    /// <summary>Columns of free text, names included ("DO NOT CONTACT"). Letters and data about other people are not read.</summary>
    private static StatementKind? OfText(MappedColumn column, ColumnGuess guess)
    {
        var isText = column.Field is null or ImportField.GivenName or ImportField.FamilyName or ImportField.FullName or ImportField.Company or ImportField.JobTitle
            or ImportField.Skills or ImportField.Notes or ImportField.VacancyReference;
        return isText && !guess.IsOfOtherPerson && guess.Reading is null or { NeedsKnownWord: true } && !HeaderPatterns.IsLetter(HeaderWords.Of(column.Key)) ? StatementKind.Text : null;
    }
}
