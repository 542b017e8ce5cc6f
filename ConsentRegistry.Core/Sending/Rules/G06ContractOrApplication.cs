using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-06: a transactional message needs a running contract or an open application, and no more (GDPR 6(1)(b), P-50).</summary>
internal sealed class G06ContractOrApplication : ISendRule
{
    public RuleId Id => RuleId.G06;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.NoContractLink, DecisionCode.ContractNecessary];

    public DecisionCode? Judge(RuleContext context)
    {
        if (context.Kind != MessageKind.Transactional)
        {
            return null;
        }

        return context.Message.ContractLink.Value is null ? DecisionCode.NoContractLink : DecisionCode.ContractNecessary;
    }
}
