using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>A kind of bar and what the gate answers when it stands.</summary>
/// <param name="Concerns">Whether an event of this type bars the message that is asked about.</param>
internal sealed record BarAnswer(SendEventType Type, DecisionCode Code, Func<SendEvent, RuleContext, bool> Concerns)
{
    /// <summary>A bar of every message.</summary>
    public BarAnswer(SendEventType type, DecisionCode code)
        : this(type, code, static (_, _) => true)
    {
    }
}

/// <summary>A rule that looks for bars which nothing lifted.</summary>
internal interface IBarRule : ISendRule
{
    /// <summary>In the order in which they answer.</summary>
    IReadOnlyList<BarAnswer> Bars { get; }

    DecisionCode? ISendRule.Judge(RuleContext context) => context.FirstStanding(Bars)?.Code;

    IReadOnlyList<DecisionCode> ISendRule.Answers => [.. Bars.Select(bar => bar.Code)];
}
