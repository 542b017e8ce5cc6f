namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-18: what no rule allowed has no basis.</summary>
internal sealed class G18NoBasis : ISendRule
{
    public RuleId Id => RuleId.G18;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.NoBasis];

    public DecisionCode? Judge(RuleContext context) => DecisionCode.NoBasis;
}
