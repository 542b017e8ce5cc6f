namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-04: a restriction under Art. 18 stops every message for which the DPO released no exception.</summary>
internal sealed class G04Restriction : ISendRule
{
    public RuleId Id => RuleId.G04;

    public DecisionCode? Judge(RuleContext question) =>
        question.Person.Restricted.Value && !question.Message.DpoRelease.Value ? DecisionCode.Restricted : null;
}
