using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-07: a policy version, or the Art. 13/14 notice, is announced once to each person, in writing that can be kept (P-79).</summary>
internal sealed class G07PolicyNotice : ISendRule
{
    public RuleId Id => RuleId.G07;

    public IReadOnlyList<DecisionCode> Answers { get; } =
        [DecisionCode.ChannelUnsuitable, DecisionCode.DuplicateNotice, DecisionCode.LegalNotice];

    public DecisionCode? Judge(RuleContext context)
    {
        if (context.Kind != MessageKind.PolicyNotice)
        {
            return null;
        }

        if (context.Channel is Vocabulary.Channel.Phone or Vocabulary.Channel.Sms)
        {
            return DecisionCode.ChannelUnsuitable;
        }

        var version = context.Message.PolicyVersion.Value ?? throw new UnreadableFactException();
        return context.Person.PolicyVersionsSent.Value.Contains(version)
            ? DecisionCode.DuplicateNotice
            : DecisionCode.LegalNotice;
    }
}
