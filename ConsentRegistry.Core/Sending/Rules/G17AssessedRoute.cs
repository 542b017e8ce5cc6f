namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-17: a call or letter for which a written assessment of legitimate interests exists (GDPR 6(1)(f)).</summary>
internal sealed class G17AssessedRoute : ISendRule
{
    public RuleId Id => RuleId.G17;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.LegitimateInterests];

    public DecisionCode? Judge(RuleContext context) => context.IsOnAssessedRoute ? DecisionCode.LegitimateInterests : null;
}
