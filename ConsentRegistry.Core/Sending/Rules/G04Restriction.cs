namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-04: a restriction under Art. 18 stops every message for which the DPO released no exception.</summary>
internal sealed class G04Restriction : ISendRule
{
    public RuleId Id => RuleId.G04;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.Restricted];

    public DecisionCode? Judge(RuleContext context) =>
        context.Person.Restricted.Value && !context.Message.DpoRelease.Value ? DecisionCode.Restricted : null;
}
