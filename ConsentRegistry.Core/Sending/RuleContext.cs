using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// The facts as the rules see them: normalised (N-1), with events up to the decision only, and days counted in Brussels.
/// A property reads its fact when it is asked for, so that an unreadable fact blocks only the messages that need it (G-01).
/// </summary>
internal sealed class RuleContext(SendFacts facts)
{
    private MessageKind? kind;
    private DateOnly? today;
    private SendEvent[]? events;

    public SendFacts Facts => facts;

    public MessageFacts Message => facts.Message;

    public ContactPointFacts ContactPoint => facts.ContactPoint;

    public PersonFacts Person => facts.Person;

    public DateTimeOffset At => facts.At.Value;

    public DateOnly Today => today ??= BrusselsTime.DayOf(At);

    public GateSettings Settings => facts.Settings.Value;

    /// <summary>The kind that is decided: promotion makes service news of what would need no consent (N-1).</summary>
    public MessageKind Kind => kind ??= facts.Message.Kind.Value switch
    {
        MessageKind.Transactional or MessageKind.Feedback or MessageKind.PolicyNotice when facts.Message.Promotional.Value =>
            MessageKind.ServiceNews,
        var composed => composed,
    };

    public Topic? Topic => Kind.TopicOf();

    public Channel Channel => facts.Message.Channel.Value;

    public Relationship Relationship => facts.Person.Relationship.Value;

    public bool IsDead => facts.ContactPoint.Dead.Value;

    /// <summary>What happened at or before the decision.</summary>
    public SendEvent[] Events => events ??= Array.FindAll(facts.Person.Events.Value, happened => happened.At <= At);

    public bool IsOnAssessedRoute => Settings.AssessmentOf(Relationship, Kind, Channel) is not null;

    /// <summary>The opt-in rows for the topic and channel of the message, proven or not.</summary>
    public IEnumerable<SendEvent> OptIns =>
        Events.Where(happened => happened.Type == SendEventType.OptIn && happened.Topic == Topic && happened.Channel == Channel);

    /// <summary>Whether a bar of this type, narrowed by <paramref name="concerns"/>, holds against the message because nothing lifted it.</summary>
    public bool IsBarredBy(SendEventType type, Func<SendEvent, bool>? concerns = null)
    {
        foreach (var bar in Events)
        {
            if (bar.Type == type && concerns?.Invoke(bar) != false && !IsLifted(bar))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsLifted(SendEvent bar) => bar.Liftable && HasLiftingOptInAfter(bar.At);

    /// <summary>Whether a lifting opt-in (RULES 1) for this topic and channel came strictly later; at the same instant the bar wins.</summary>
    public bool HasLiftingOptInAfter(DateTimeOffset instant) =>
        OptIns.Any(optIn => optIn.Proven && optIn.StartedByPerson && optIn.At > instant && IsUnexpired(optIn));

    /// <summary>Whether an opt-in still counts: its months end at the start of the Brussels day reached.</summary>
    public bool IsUnexpired(SendEvent optIn) =>
        BrusselsTime.IsWithinMonths(BrusselsTime.DayOf(optIn.At), Settings.ConsentMonths, Today);
}
