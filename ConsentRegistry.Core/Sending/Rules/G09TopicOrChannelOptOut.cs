using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-09: an opt-out of this topic (everywhere, or on this channel), then one of this channel, then an open doubt that covers both, without
/// lifting opt-in.
/// </summary>
internal sealed class G09TopicOrChannelOptOut : ISendRule
{
    public RuleId Id => RuleId.G09;

    public DecisionCode? Judge(RuleContext question)
    {
        var topic = question.Topic;
        var channel = question.Channel;
        if (question.IsBarredBy(SendEventType.OptOutTopic, bar => bar.Topic == topic && (bar.Channel is null || bar.Channel == channel)))
        {
            return DecisionCode.TopicOptedOut;
        }

        if (question.IsBarredBy(SendEventType.OptOutChannel, bar => bar.Channel == channel))
        {
            return DecisionCode.ChannelOptedOut;
        }

        return question.IsBarredBy(SendEventType.Doubt, doubt => (doubt.Topic is null || doubt.Topic == topic) && (doubt.Channel is null || doubt.Channel == channel))
            ? DecisionCode.InDoubt
            : null;
    }
}
