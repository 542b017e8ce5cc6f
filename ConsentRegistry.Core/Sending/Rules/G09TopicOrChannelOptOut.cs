using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-09: an opt-out of this topic (everywhere, or on this channel), then one of this channel, then an open doubt that covers both, without
/// lifting opt-in.
/// </summary>
internal sealed class G09TopicOrChannelOptOut : IBarRule
{
    public RuleId Id => RuleId.G09;

    public IReadOnlyList<BarAnswer> Bars { get; } =
    [
        new(SendEventType.OptOutTopic, DecisionCode.TopicOptedOut, static (bar, asked) => bar.Topic == asked.Topic && IsOnChannel(bar, asked)),
        new(SendEventType.OptOutChannel, DecisionCode.ChannelOptedOut, static (bar, asked) => bar.Channel == asked.Channel),
        new(SendEventType.Doubt, DecisionCode.InDoubt, static (doubt, asked) => (doubt.Topic is null || doubt.Topic == asked.Topic) && IsOnChannel(doubt, asked)),
    ];

    private static bool IsOnChannel(SendEvent said, RuleContext asked) => said.Channel is null || said.Channel == asked.Channel;
}
