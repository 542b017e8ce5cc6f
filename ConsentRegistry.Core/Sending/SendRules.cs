using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Rules;

namespace ConsentRegistry.Core.Sending;

/// <summary>One numbered rule: a pure question to the facts.</summary>
internal interface ISendRule
{
    RuleId Id { get; }

    /// <summary>The codes that it may give, in the order in which it comes to them.</summary>
    IReadOnlyList<DecisionCode> Answers { get; }

    /// <summary>The code when the rule matches; null when the next rule is to be asked.</summary>
    /// <exception cref="UnreadableFactException">The rule had to read a fact that is missing, contradictory or unreadable.</exception>
    DecisionCode? Judge(RuleContext context);
}

/// <summary>The rules of RULES 3 in their order, and how they are asked: the first match decides.</summary>
internal static class SendRules
{
    public static IReadOnlyList<ISendRule> InOrder { get; } =
    [
        new G01NeededFacts(),
        new G02LegalReply(),
        new G03ErasedAddress(),
        new G04Restriction(),
        new G05DeadContactPoint(),
        new G06ContractOrApplication(),
        new G07PolicyNotice(),
        new G08PersonWideBar(),
        new G09TopicOrChannelOptOut(),
        new G10PrivacyNotice(),
        new RefereeIsNoAudience(),
        new G11DoNotContactLists(),
        new G12OptIn(),
        new G13CompanyMailbox(),
        new G14SoftOptIn(),
        new G15ServiceFeedback(),
        new G16ContactPermission(),
        new G17AssessedRoute(),
        new G18NoBasis(),
    ];

    // No message to many answers a legal case.
    private static readonly Dictionary<DecisionCode, int> Places =
        InOrder.Where(rule => rule.Id != RuleId.G02).SelectMany(rule => rule.Answers).Distinct().Index().ToDictionary(each => each.Item, each => each.Index);

    /// <summary>The bars of all topics and channels in the order of the gate; an erasure only where it bars marketing (G-08).</summary>
    public static IReadOnlyList<BarAnswer> Bars { get; } = [.. InOrder.OfType<IBarRule>().Where(rule => rule.Id != RuleId.G03).SelectMany(rule => rule.Bars)];

    /// <summary>Where a code stands in the order of the gate's answers to messages that go to many; an unknown one is last.</summary>
    public static int PlaceOf(DecisionCode code) => Places.GetValueOrDefault(code, int.MaxValue);

    /// <summary>The decision of the first rule that matches; <paramref name="passed"/> is told of each rule before it.</summary>
    public static SendDecision FirstMatch(SendFacts facts, Action<RuleId> passed)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var context = new RuleContext(facts);
        try
        {
            foreach (var rule in InOrder)
            {
                if (rule.Judge(context) is { } code)
                {
                    return new SendDecision(code, rule.Id);
                }

                passed(rule.Id);
            }
        }
        catch (Exception)
        {
            // Fail closed (DESIGN 2.9): a rule that cannot answer, for whatever cause, counts as an unreadable fact.
            return SendDecision.Undetermined;
        }

        return SendDecision.Undetermined;
    }
}
