using System.Globalization;
using System.Resources;
using ConsentRegistry.Core.Sending;

namespace ConsentRegistry.Core.Scrubbing;

/// <summary>Why a row of a list is where it is.</summary>
/// <param name="Code">The gate's answer, or that of the suppression list.</param>
/// <param name="IsOfNobody">
/// Nobody in the registry has the address, and nothing but that stands in the way: what the gate says about "this person" would be a riddle
/// to whoever has the list.
/// </param>
public readonly record struct ScrubReason(DecisionCode Code, bool IsOfNobody = false)
{
    private static readonly ResourceManager Texts = new(typeof(ScrubReason));

    /// <summary>The reason for people.</summary>
    public string SentenceIn(CultureInfo language) => IsOfNobody ? Text("NotInRegistry", language) : DecisionSentences.SentenceOf(Code, language);

    /// <summary>What is said of a row without an address that the channel could use.</summary>
    public static string UnreadableIn(CultureInfo language) => Text("Unreadable", language);

    /// <summary>The name of the field with the reason in words.</summary>
    internal static string FieldIn(CultureInfo language) => Text("Field", language);

    internal static ScrubReason Of(DecisionCode code, bool isOfNobody) =>
        new(code, isOfNobody && (code is DecisionCode.NoBasis or DecisionCode.NoticeMissing));

    private static string Text(string key, CultureInfo language) =>
        Texts.GetString(key, language) ?? throw new MissingManifestResourceException($"No text for {key}.");
}
