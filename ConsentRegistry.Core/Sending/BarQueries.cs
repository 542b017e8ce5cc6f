using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending;

/// <summary>A bar that nothing has lifted, or a doubt that nobody has answered.</summary>
/// <param name="Type">What kind of bar it is; <see cref="SendEventType.Doubt"/> for a doubt.</param>
/// <param name="Since">When the person first said so; repetitions keep this instant (S-4).</param>
public sealed record BarInForce(SendEventType Type, DateTimeOffset Since);

/// <summary>Reads which bar holds against a topic on a channel, whatever else the gate would say first.</summary>
public sealed class BarQueries(SendFactsLoader loader, TimeProvider time)
{
    // The order of G-08 and G-09.
    private static readonly SendEventType[] InOrder =
    [
        SendEventType.Objection, SendEventType.OptOutAll, SendEventType.Complaint, SendEventType.Erasure, SendEventType.OptOutTopic, SendEventType.OptOutChannel,
        SendEventType.Doubt,
    ];

    /// <summary>The first bar in the order of the gate; null when none stands.</summary>
    /// <param name="address">An address that the channel uses; with several holders the bars of all count (N-7).</param>
    public async Task<BarInForce?> FindAsync(Address address, Topic topic, Channel channel, CancellationToken cancellation = default)
    {
        var message = new MessageFacts { Kind = Enum.GetValues<MessageKind>().First(kind => kind.TopicOf() == topic), Channel = channel, ObjectionOffered = true };
        var loaded = (await loader.LoadAsync(message, [address], time.GetUtcNow(), cancellation: cancellation))[0];
        var standing = loaded.Records.Select(facts => new RuleContext(facts))
            .SelectMany(question => question.Events.Where(bar => InOrder.Contains(bar.Type) && Concerns(bar, topic, channel) && !question.IsLifted(bar)))
            .OrderBy(bar => Array.IndexOf(InOrder, bar.Type)).ThenBy(bar => bar.At);
        return standing.FirstOrDefault() is { } first ? new BarInForce(first.Type, first.At) : null;
    }

    private static bool Concerns(SendEvent bar, Topic topic, Channel channel) => bar.Type switch
    {
        SendEventType.OptOutTopic => bar.Topic == topic && (bar.Channel is null || bar.Channel == channel),
        SendEventType.OptOutChannel => bar.Channel == channel,
        SendEventType.Doubt => (bar.Topic is null || bar.Topic == topic) && (bar.Channel is null || bar.Channel == channel),
        _ => true,
    };
}
