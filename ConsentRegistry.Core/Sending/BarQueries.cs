using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending;

/// <summary>A bar that nothing has lifted, or a doubt that nobody has answered.</summary>
/// <param name="Type">What kind of bar it is; <see cref="SendEventType.Doubt"/> for a doubt.</param>
/// <param name="Since">When the person first said so; repetitions keep this instant (S-4).</param>
public sealed record BarInForce(SendEventType Type, DateTimeOffset Since);

/// <summary>Reads which bar holds against a topic on a channel, even if the gate would give another answer first.</summary>
public sealed class BarQueries(SendFactsLoader loader, TimeProvider time)
{
    /// <summary>The first bar in the order of the gate; null when none stands.</summary>
    /// <param name="address">An address that the channel uses; with several holders the bars of all count (N-7).</param>
    public async Task<BarInForce?> FindAsync(Address address, Topic topic, Channel channel, CancellationToken cancellation = default)
    {
        var message = new MessageFacts { Kind = Enum.GetValues<MessageKind>().First(kind => kind.TopicOf() == topic), Channel = channel, ObjectionOffered = true };
        var loaded = (await loader.LoadAsync(message, [address], time.GetUtcNow(), cancellation: cancellation))[0];
        var contexts = loaded.Records.Select(facts => new RuleContext(facts)).ToList();
        var standing = SendRules.Bars.Select(bar => contexts.SelectMany(context => context.Standing(bar)).MinBy(each => each.At)).FirstOrDefault(bar => bar is not null);
        return standing is null ? null : new BarInForce(standing.Type, standing.At);
    }
}
