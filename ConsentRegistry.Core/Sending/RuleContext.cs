using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Rules;
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

    /// <inheritdoc cref="MessageFacts.DecidedKind"/>
    public MessageKind Kind => kind ??= facts.Message.DecidedKind;

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

    /// <summary>The first of these bars that holds against the message because nothing lifted it, in the order given; null when none does.</summary>
    public BarAnswer? FirstStanding(IReadOnlyList<BarAnswer> bars)
    {
        foreach (var answer in bars)
        {
            foreach (var bar in Events)
            {
                if (Stands(bar, answer))
                {
                    return answer;
                }
            }
        }

        return null;
    }

    /// <summary>The events of a kind of bar that hold against the message because nothing lifted them.</summary>
    public IEnumerable<SendEvent> Standing(BarAnswer answer) => Events.Where(bar => Stands(bar, answer));

    private bool Stands(SendEvent bar, BarAnswer answer) => bar.Type == answer.Type && answer.Concerns(bar, this) && !IsLifted(bar);

    private bool IsLifted(SendEvent bar) => bar.Liftable && HasLiftingOptInAfter(bar.At);

    /// <summary>Whether a lifting opt-in for this topic and channel came strictly later.</summary>
    public bool HasLiftingOptInAfter(DateTimeOffset instant) => OptIns.Any(optIn => LiftingRule.Lifts(optIn.Given, instant, Term));

    /// <summary>How long opt-ins count, on the day of the decision.</summary>
    public ConsentTerm Term => new(Settings.ConsentMonths, Today);
}
