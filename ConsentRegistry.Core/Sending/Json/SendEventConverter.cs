using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Json;

/// <summary>
/// An event in a line of facts. Every field is read whatever the type, and before the instant is looked at: a word nobody knows blocks, on
/// an event of any kind and of any day (INTERFACES 3, "all events are read first").
/// </summary>
internal sealed class SendEventConverter : JsonConverter<SendEvent>
{
    public override SendEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ((JsonConverter<Fields>)options.GetConverter(typeof(Fields))).Read(ref reader, typeof(Fields), options)!.Event();

    public override void Write(Utf8JsonWriter writer, SendEvent value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        new Fields
        {
            Type = value.Type,
            At = value.At,
            Topic = value.Topic,
            Channel = value.Channel,
            Proven = value.Proven,
            StartedByPerson = value.StartedByPerson,
            Liftable = value.Liftable,
        },
        options);

    private sealed record Fields
    {
        public required SendEventType Type { get; init; }

        public required DateTimeOffset At { get; init; }

        public Topic? Topic { get; init; }

        public Channel? Channel { get; init; }

        public bool Proven { get; init; }

        public bool StartedByPerson { get; init; }

        public bool Liftable { get; init; } = true;

        public SendEvent Event() => Type switch
        {
            SendEventType.OptIn => SendEvent.OptIn(Needed(Topic), Needed(Channel), At, Proven, StartedByPerson),
            SendEventType.OptOutTopic => SendEvent.OptOutTopic(Needed(Topic), Channel, At, Liftable),
            SendEventType.OptOutChannel => SendEvent.OptOutChannel(Needed(Channel), At, Liftable),
            SendEventType.OptOutAll => SendEvent.OptOutAll(At, Liftable),
            SendEventType.Objection => SendEvent.Objection(At, Liftable),
            SendEventType.Complaint => SendEvent.Complaint(At, Liftable),
            SendEventType.Erasure => SendEvent.Erasure(At, Liftable),
            SendEventType.Doubt => SendEvent.Doubt(Topic, Channel, At, Liftable),
            SendEventType.ApplicationBegun => SendEvent.ApplicationBegun(At),
            SendEventType.ContractBegun => SendEvent.ContractBegun(At),
            _ => throw new JsonException(),
        };

        private static T Needed<T>(T? word)
            where T : struct => word ?? throw new JsonException();
    }
}
