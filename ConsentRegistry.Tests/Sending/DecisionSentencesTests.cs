using System.Globalization;
using System.Resources;
using ConsentRegistry.Core.Sending;

namespace ConsentRegistry.Tests.Sending;

public class DecisionSentencesTests
{
    public static TheoryData<string> Languages => ["en", "nl", "fr"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_code_and_every_rule_has_a_text_of_its_own_in_the_language(string language)
    {
        var texts = Own(language);

        foreach (var key in Enum.GetNames<DecisionCode>().Concat(Enum.GetNames<RuleId>()))
        {
            Assert.False(string.IsNullOrWhiteSpace(texts.GetString(key)), $"{key} has no text in {language}");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_sentence_ends_as_a_sentence_and_no_title_does(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);

        Assert.All(Enum.GetValues<DecisionCode>(), code => Assert.EndsWith(".", DecisionSentences.SentenceOf(code, culture), StringComparison.Ordinal));
        Assert.All(Enum.GetValues<RuleId>(), rule => Assert.DoesNotContain(".", DecisionSentences.TitleOf(rule, culture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nl-BE", "Dit nummer staat op de bel-me-niet-meer-lijst.")]
    [InlineData("fr-BE", "Ce numéro figure sur la liste «\u202fNe m’appelez plus\u202f».")]
    [InlineData("de-BE", "This number is on the do-not-call list.")]
    public void A_regional_language_finds_its_own_text_and_a_foreign_one_the_English(string language, string expected) =>
        Assert.Equal(expected, DecisionSentences.SentenceOf(DecisionCode.DoNotCallListed, CultureInfo.GetCultureInfo(language)));

    // Without parents: a missing Dutch text must not hide behind the English one.
    private static ResourceSet Own(string language) =>
        new ResourceManager(typeof(DecisionSentences)).GetResourceSet(
            language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!;
}
