using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-08: a bar against everything stops every topic that no lifting opt-in opened again. An erasure stands here too: the
/// person who applies anew after it is written to about that application, and about nothing else.
/// </summary>
internal sealed class G08PersonWideBar : ISendRule
{
    private static readonly (SendEventType Bar, DecisionCode Code)[] InOrder =
    [
        (SendEventType.Objection, DecisionCode.Objected),
        (SendEventType.OptOutAll, DecisionCode.OptedOutAll),
        (SendEventType.Complaint, DecisionCode.Complaint),
        (SendEventType.Erasure, DecisionCode.ErasedSuppressed),
    ];

    public RuleId Id => RuleId.G08;

    public DecisionCode? Judge(RuleContext question)
    {
        foreach (var (bar, code) in InOrder)
        {
            if (question.IsBarredBy(bar))
            {
                return code;
            }
        }

        return null;
    }
}
