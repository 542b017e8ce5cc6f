using System.Globalization;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Imports.Rows;

public sealed class RowReasonWordsTests
{
    private static readonly string[] Languages = ["nl-BE", "fr-BE", "en"];

    public static TheoryData<RowOutcome, string> Reasons =>
    [
        .. Enum.GetValues<RejectionReason>().Except([RejectionReason.InvalidDate, RejectionReason.DateOrderUnclear, RejectionReason.Unclear])
            .Select(reason => (RowOutcome.Rejected, reason.ToString())),
        .. Enum.GetNames<ReviewReason>().Select(reason => (RowOutcome.NeedsReview, reason)),
        (RowOutcome.Suppressed, nameof(SuppressionReason.OptOut)),
        (RowOutcome.Suppressed, nameof(SuppressionReason.Erasure)),
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_is_a_sentence_in_each_language(RowOutcome outcome, string reason)
    {
        var sentences = Languages.Select(language => RowReasonWords.SentenceOf(outcome, reason, CultureInfo.GetCultureInfo(language))!).ToList();

        Assert.Distinct(sentences);
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void An_outcome_that_says_it_all_has_no_sentence() =>
        Assert.Null(RowReasonWords.SentenceOf(RowOutcome.Created, "", CultureInfo.GetCultureInfo("nl")));
}
