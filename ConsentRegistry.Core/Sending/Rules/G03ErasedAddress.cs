using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-03: an erased address stays closed to every kind of message (GDPR 17, RULES 4), until the person begins an application
/// or a contract, or opts in to the very topic and channel of the message.
/// </summary>
internal sealed class G03ErasedAddress : IBarRule
{
    public RuleId Id => RuleId.G03;

    public IReadOnlyList<BarAnswer> Bars { get; } =
        [new(SendEventType.Erasure, DecisionCode.ErasedSuppressed, static (erasure, asked) => !HasBegunAnewSince(asked, erasure.At))];

    private static bool HasBegunAnewSince(RuleContext asked, DateTimeOffset erasedAt) =>
        asked.Events.Any(begun =>
            begun.Type is SendEventType.ApplicationBegun or SendEventType.ContractBegun && begun.At > erasedAt);
}
