using System.Text.Json;
using ConsentRegistry.Core.Preferences;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// Reads one event of a line of facts. Every field is read whatever the type, and before the instant is looked at: a
/// word nobody knows blocks, on an event of any kind and of any day (INTERFACES 3, "all events are read first").
/// </summary>
internal static class SendEventReader
{
    public static Fact<SendEvent> Read(JsonElement value) => FactJson.Object(value, ReadObject);

    private static SendEvent ReadObject(JsonElement happened)
    {
        var type = happened.Required("type"u8, FactJson.Word<SendEventType>).Value;
        var at = happened.Required("at"u8, FactJson.Instant).Value;
        var topic = happened.OptionalValue("topic"u8, FactJson.Word<Topic>).Value;
        var channel = happened.OptionalValue("channel"u8, FactJson.Word<Channel>).Value;
        var proven = happened.Defaulted("proven"u8, false, FactJson.Flag).Value;
        var startedByPerson = happened.Defaulted("startedByPerson"u8, false, FactJson.Flag).Value;
        var liftable = happened.Defaulted("liftable"u8, true, FactJson.Flag).Value;

        return type switch
        {
            SendEventType.OptIn => SendEvent.OptIn(Needed(topic), Needed(channel), at, proven, startedByPerson),
            SendEventType.OptOutTopic => SendEvent.OptOutTopic(Needed(topic), channel, at, liftable),
            SendEventType.OptOutChannel => SendEvent.OptOutChannel(Needed(channel), at, liftable),
            SendEventType.OptOutAll => SendEvent.OptOutAll(at, liftable),
            SendEventType.Objection => SendEvent.Objection(at, liftable),
            SendEventType.Complaint => SendEvent.Complaint(at, liftable),
            SendEventType.Erasure => SendEvent.Erasure(at, liftable),
            SendEventType.Doubt => SendEvent.Doubt(topic, channel, at, liftable),
            SendEventType.ApplicationBegun => SendEvent.ApplicationBegun(at),
            SendEventType.ContractBegun => SendEvent.ContractBegun(at),
            _ => throw new UnreadableFactException(),
        };
    }

    private static T Needed<T>(T? word)
        where T : struct => word ?? throw new UnreadableFactException();
}
