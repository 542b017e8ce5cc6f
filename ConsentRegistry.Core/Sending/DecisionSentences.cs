using System.Globalization;
using System.Resources;

namespace ConsentRegistry.Core.Sending;

/// <summary>Decisions and rules in words, in Dutch, French and English; other languages get English.</summary>
public static class DecisionSentences
{
    private static readonly ResourceManager Texts = new(typeof(DecisionSentences));

    /// <summary>One sentence that tells an operator why a message may or may not go.</summary>
    public static string SentenceOf(DecisionCode code, CultureInfo language) => Text(code.ToString(), language);

    /// <summary>The sentence about an address that nobody in the registry has and that nothing else bars.</summary>
    internal static string NotInRegistryIn(CultureInfo language) => Text("NotInRegistry", language);

    /// <summary>A few words that name what a rule looks at.</summary>
    public static string TitleOf(RuleId rule, CultureInfo language) => Text(rule.ToString(), language);

    private static string Text(string key, CultureInfo language) =>
        Texts.GetString(key, language) ?? throw new MissingManifestResourceException($"No text for {key}.");
}
