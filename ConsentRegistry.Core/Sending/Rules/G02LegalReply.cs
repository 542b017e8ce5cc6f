using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-02: one step of an open legal case — an answer to a rights request, an opt-out receipt, a notice under Art. 18(3) or
/// 34, a confirmation just asked for — reaches everybody, once.
/// </summary>
internal sealed class G02LegalReply : ISendRule
{
    public RuleId Id => RuleId.G02;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.ContactPointDead, DecisionCode.LegalReply];

    public DecisionCode? Judge(RuleContext context)
    {
        // "No promotion" needs no condition: a transactional message that promotes is service news by now (N-1).
        if (context.Kind != MessageKind.Transactional
            || context.Message.LegalCase.Value is null
            || context.Message.LegalCaseAlreadySent.Value)
        {
            return null;
        }

        return context.IsDead ? DecisionCode.ContactPointDead : DecisionCode.LegalReply;
    }
}
