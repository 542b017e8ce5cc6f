using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>The line between G-10 and G-11: no basis, not even an opt-in, makes an audience of a referee (P-18…22). It answers as G-18.</summary>
internal sealed class RefereeIsNoAudience : ISendRule
{
    public RuleId Id => RuleId.G18;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.NoBasis];

    public DecisionCode? Judge(RuleContext context) =>
        context.Relationship == Relationship.Referee ? DecisionCode.NoBasis : null;
}
