using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-08: a bar against everything stops every topic that no lifting opt-in opened again. An erasure stands here too: the
/// person who applies anew after it is written to about that application, and about nothing else.
/// </summary>
internal sealed class G08PersonWideBar : IBarRule
{
    public RuleId Id => RuleId.G08;

    public IReadOnlyList<BarAnswer> Bars { get; } =
    [
        new(SendEventType.Objection, DecisionCode.Objected),
        new(SendEventType.OptOutAll, DecisionCode.OptedOutAll),
        new(SendEventType.Complaint, DecisionCode.Complaint),
        new(SendEventType.Erasure, DecisionCode.ErasedSuppressed),
    ];
}
