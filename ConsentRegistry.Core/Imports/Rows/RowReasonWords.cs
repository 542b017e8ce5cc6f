using System.Globalization;
using System.Resources;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>Why a row of a file has its outcome, as people read it, in Dutch, French and English; other languages get English.</summary>
public static class RowReasonWords
{
    private static readonly ResourceManager Texts = new(typeof(RowReasonWords));

    /// <param name="outcome">What became of the row.</param>
    /// <param name="reason">The word of the report (<see cref="JudgedRow.Reason"/>).</param>
    /// <param name="language">The reader's.</param>
    /// <returns>A sentence; null where the outcome says it all.</returns>
    public static string? SentenceOf(RowOutcome outcome, string reason, CultureInfo language) => outcome is RowOutcome.Rejected or RowOutcome.NeedsReview or RowOutcome.Suppressed
        ? Texts.GetString(reason, language) ?? throw new MissingManifestResourceException($"No text for {reason}.")
        : null;
}
