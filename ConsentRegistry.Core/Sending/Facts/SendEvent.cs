using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Facts;

/// <summary>The kinds of event that the gate knows (INTERFACES 3).</summary>
public enum SendEventType
{
    OptIn = 1,
    OptOutAll = 2,
    OptOutTopic = 3,
    OptOutChannel = 4,
    Objection = 5,
    Complaint = 6,
    Erasure = 7,

    /// <summary>The person began an application; it ends the reach of an earlier erasure in G-03.</summary>
    ApplicationBegun = 8,

    /// <summary>The person began a contract; it ends the reach of an earlier erasure in G-03.</summary>
    ContractBegun = 9,

    /// <summary>An open question whether the person said no; while it is open it counts as a no (RULES 1 "doubt").</summary>
    Doubt = 10,
}

/// <summary>
/// Something that happened to a person's permissions at an instant. Made only by the methods below, so that an opt-in
/// without topic or channel cannot exist.
/// </summary>
public sealed record SendEvent
{
    private SendEvent(SendEventType type, DateTimeOffset at)
    {
        Type = type;
        At = at;
    }

    public SendEventType Type { get; }

    public DateTimeOffset At { get; }

    /// <summary>The topic of an opt-in, of an opt-out of a topic, or of a doubt about one; null for other types, and for a doubt about all topics.</summary>
    public Topic? Topic { get; private init; }

    /// <summary>The channel of an opt-in, opt-out or doubt; null for other types, for an opt-out of a topic on all channels, and for a doubt about all channels.</summary>
    public Channel? Channel { get; private init; }

    /// <summary>Whether the opt-in has proof; one without is unusable (GDPR 7(1)).</summary>
    public bool Proven { get; private init; }

    /// <summary>Whether the person, and not a message of ours, started the opt-in; only such an opt-in lifts a bar (RULES 1).</summary>
    public bool StartedByPerson { get; private init; }

    /// <summary>Whether a later opt-in of the person may lift this bar; false for <c>Manual</c> and <c>DomainRequest</c> entries (S-3).</summary>
    public bool Liftable { get; private init; } = true;

    /// <summary>An opt-in as <see cref="LiftingRule"/> sees it.</summary>
    internal GivenOptIn Given => new() { At = At, Proven = Proven, StartedByPerson = StartedByPerson };

    public static SendEvent OptIn(Topic topic, Channel channel, DateTimeOffset at, bool proven, bool startedByPerson) =>
        new(SendEventType.OptIn, at) { Topic = topic, Channel = channel, Proven = proven, StartedByPerson = startedByPerson };

    /// <summary>An opt-out of a topic: on one channel, or on all when <paramref name="channel"/> is null.</summary>
    public static SendEvent OptOutTopic(Topic topic, Channel? channel, DateTimeOffset at, bool liftable = true) =>
        new(SendEventType.OptOutTopic, at) { Topic = topic, Channel = channel, Liftable = liftable };

    public static SendEvent OptOutChannel(Channel channel, DateTimeOffset at, bool liftable = true) =>
        new(SendEventType.OptOutChannel, at) { Channel = channel, Liftable = liftable };

    public static SendEvent OptOutAll(DateTimeOffset at, bool liftable = true) => new(SendEventType.OptOutAll, at) { Liftable = liftable };

    public static SendEvent Objection(DateTimeOffset at, bool liftable = true) => new(SendEventType.Objection, at) { Liftable = liftable };

    public static SendEvent Complaint(DateTimeOffset at, bool liftable = true) => new(SendEventType.Complaint, at) { Liftable = liftable };

    public static SendEvent Erasure(DateTimeOffset at, bool liftable = true) => new(SendEventType.Erasure, at) { Liftable = liftable };

    /// <summary>A doubt about a topic and a channel where these are known; about all of them where they are null.</summary>
    public static SendEvent Doubt(Topic? topic, Channel? channel, DateTimeOffset at, bool liftable = true) =>
        new(SendEventType.Doubt, at) { Topic = topic, Channel = channel, Liftable = liftable };

    public static SendEvent ApplicationBegun(DateTimeOffset at) => new(SendEventType.ApplicationBegun, at);

    public static SendEvent ContractBegun(DateTimeOffset at) => new(SendEventType.ContractBegun, at);
}
