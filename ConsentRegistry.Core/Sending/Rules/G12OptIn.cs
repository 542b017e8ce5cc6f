namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-12: who was asked for consent is reached by consent or not at all; an unproven or expired opt-in never falls through
/// to another basis (GDPR 7).
/// </summary>
internal sealed class G12OptIn : ISendRule
{
    public RuleId Id => RuleId.G12;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.ConsentUnproven, DecisionCode.OptIn, DecisionCode.ConsentExpired];

    public DecisionCode? Judge(RuleContext context)
    {
        var optIns = context.OptIns.ToArray();
        if (optIns.Length == 0)
        {
            return null;
        }

        var latestProven = optIns.Where(static optIn => optIn.Proven).MaxBy(static optIn => optIn.At);
        if (latestProven is null)
        {
            return DecisionCode.ConsentUnproven;
        }

        return context.Term.Covers(latestProven.At) ? DecisionCode.OptIn : DecisionCode.ConsentExpired;
    }
}
