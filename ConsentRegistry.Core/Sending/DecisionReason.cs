using System.Globalization;

namespace ConsentRegistry.Core.Sending;

/// <summary>Why an address may or may not be written to, in words for people.</summary>
/// <param name="Code">The gate's answer, or that of the suppression list.</param>
/// <param name="IsOfNobody">
/// Nobody in the registry has the address, and nothing but that stands in the way: what the gate says about "this person" would be a riddle
/// to whoever has the list.
/// </param>
public readonly record struct DecisionReason(DecisionCode Code, bool IsOfNobody = false)
{
    /// <summary>The reason for any unknown address, where the code of the gate makes no difference.</summary>
    public static DecisionReason OfNobody { get; } = new(DecisionCode.NoBasis, IsOfNobody: true);

    /// <summary>Equal for all codes with the same sentence, so that a list of reasons names each once.</summary>
    public DecisionReason AsTold => IsOfNobody ? OfNobody : this;

    /// <summary>The codes of the gate for an address that nobody has and that nothing else bars.</summary>
    internal static IReadOnlyList<DecisionCode> CodesOfStrangers { get; } = [DecisionCode.NoBasis, DecisionCode.NoticeMissing];

    /// <summary>The reason for people.</summary>
    public string SentenceIn(CultureInfo language) => IsOfNobody ? DecisionSentences.NotInRegistryIn(language) : DecisionSentences.SentenceOf(Code, language);

    /// <param name="code">What the gate, or the suppression list, answered.</param>
    /// <param name="isOfNobody">Nobody in the registry has the address.</param>
    public static DecisionReason Of(DecisionCode code, bool isOfNobody) => new(code, isOfNobody && CodesOfStrangers.Contains(code));

    /// <summary>How often each code stands in these counts.</summary>
    internal static IReadOnlyDictionary<DecisionCode, int> ByCode(IReadOnlyDictionary<DecisionReason, int> counts) =>
        counts.GroupBy(each => each.Key.Code).ToDictionary(group => group.Key, group => group.Sum(each => each.Value));
}
