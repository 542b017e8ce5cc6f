namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-09: an opt-out of this topic (everywhere, or on this channel), then one of this channel, without lifting opt-in.</summary>
internal sealed class G09TopicOrChannelOptOut : ISendRule
{
    public RuleId Id => RuleId.G09;

    public DecisionCode? Judge(SendQuestion question)
    {
        var topic = question.Topic;
        var channel = question.Channel;
        if (question.IsBarredBy(SendEventType.OptOutTopic, bar => bar.Topic == topic && (bar.Channel is null || bar.Channel == channel)))
        {
            return DecisionCode.TopicOptedOut;
        }

        return question.IsBarredBy(SendEventType.OptOutChannel, bar => bar.Channel == channel) ? DecisionCode.ChannelOptedOut : null;
    }
}
