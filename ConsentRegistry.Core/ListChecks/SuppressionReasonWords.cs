using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>The reasons that lists of earlier systems give, in their words (W-10).</summary>
internal static class SuppressionReasonWords
{
    private static readonly Phrase[] Headers = WordLists.Phrases("header: reason");

    private static readonly (SuppressionReason Reason, Phrase[] Words)[] Words =
    [
        (SuppressionReason.Complaint, WordLists.Phrases("reason: complaint")),
        (SuppressionReason.Erasure, WordLists.Phrases("reason: erasure")),
        (SuppressionReason.OptOut, WordLists.Phrases("reason: opt-out")),
        (SuppressionReason.HardBounce, WordLists.Phrases("reason: bounce")),
    ];

    /// <summary>The reason that a word stands for; null for any other.</summary>
    public static SuppressionReason? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var words = HeaderWords.Of(text);
        return Words.Where(each => Array.Exists(each.Words, phrase => phrase.IsIn(words))).Select(each => (SuppressionReason?)each.Reason).FirstOrDefault();
    }

    /// <summary>The column with the reasons, from 0: the one whose values are such words, of several the one that is named so. Null where none is.</summary>
    public static int? ColumnOf(ImportFile file) => file.Mapping!.Columns
        .Where(column => column.Field is null or ImportField.OptedOut && !column.IsSensitive && HasReasons(file.Survey!, column.Index))
        .OrderByDescending(column => Array.Exists(Headers, phrase => phrase.IsIn(HeaderWords.Of(column.Key)))).Select(column => (int?)column.Index).FirstOrDefault();

    /// <summary>Whether most different values are such words: free text that mentions one gives no reason.</summary>
    private static bool HasReasons(ColumnSurvey survey, int column) =>
        survey.IsListOfWords(column) && survey.Values(column) is var values && values.Count(value => Of(value.Value) is not null) * 2 >= values.Count && values.Count > 0;
}
