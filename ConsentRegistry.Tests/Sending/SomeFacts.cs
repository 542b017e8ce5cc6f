using System.Globalization;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Sending;

/// <summary>Facts as the worked examples of RULES 3 take them for granted, so that a test states only what matters.</summary>
internal static class SomeFacts
{
    public static readonly DateTimeOffset Now = At("2026-03-16T09:00:00+01:00");

    public static readonly PermissionFacts Permission = new()
    {
        Source = AcquisitionSource.AdResponse,
        LastOwnContactOn = new DateOnly(2025, 9, 1),
        ObjectionOffered = true,
    };

    public static readonly SaleFacts Sale = new()
    {
        SoldOn = new DateOnly(2025, 10, 1),
        AddressGotInSale = true,
        OwnSimilarServices = true,
        ObjectionOfferedAtCollection = true,
    };

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static DateTimeOffset On(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);

    public static SendFacts Of(MessageKind kind, Relationship relationship, params SendEvent[] events) => new()
    {
        At = Now,
        Message = new MessageFacts { Kind = kind, Channel = Channel.Email, ObjectionOffered = true },
        ContactPoint = new ContactPointFacts { Dead = false },
        Person = new PersonFacts { Relationship = relationship, NoticeGiven = true, Events = events },
    };

    /// <summary>A project offer matched to a candidate who has a contact permission.</summary>
    public static SendFacts MatchedOffer(Relationship relationship = Relationship.CandidateApplied, params SendEvent[] events) =>
        Of(MessageKind.ProjectOffer, relationship, events)
            .Message(message => message with { Offer = "P-7", MatchReason = "Knows the same stack" })
            .Person(person => person with { Permission = Permission });

    /// <summary>An own, proven opt-in by e-mail.</summary>
    public static SendEvent OwnOptIn(Topic topic, DateTimeOffset at, Channel channel = Channel.Email) =>
        SendEvent.OptIn(topic, channel, at, proven: true, startedByPerson: true);

    public static SendFacts Message(this SendFacts facts, Func<MessageFacts, MessageFacts> change) => facts with { Message = change(facts.Message) };

    public static SendFacts Person(this SendFacts facts, Func<PersonFacts, PersonFacts> change) => facts with { Person = change(facts.Person) };

    public static SendFacts Settings(this SendFacts facts, Func<GateSettings, GateSettings> change) =>
        facts with { Settings = change(facts.Settings.Value) };

    public static SendFacts Uses(this SendFacts facts, ContactPermissionUse use) => facts.Settings(settings => settings with { ContactPermission = use });

    public static SendFacts By(this SendFacts facts, Channel channel) => facts.Message(message => message with { Channel = channel });

    public static SendFacts Impersonal(this SendFacts facts) => facts with { ContactPoint = facts.ContactPoint with { Impersonal = true } };

    public static SendFacts Dead(this SendFacts facts) => facts with { ContactPoint = facts.ContactPoint with { Dead = true } };

    public static SendFacts With(this SendFacts facts, params SendEvent[] events) =>
        facts.Person(person => person with { Events = (SendEvent[])[.. person.Events.Value, .. events] });

    public static ListCheckFacts Clear(DateTimeOffset checkedAt) => new() { CheckedAt = checkedAt, Listed = false };

    public static ListCheckFacts Listed(DateTimeOffset since) => new() { CheckedAt = Now, Listed = true, ListedAt = since };

    /// <summary>The decision as one short text, so that a test names verdict, code and rule together.</summary>
    public static string Decided(this SendFacts facts)
    {
        var decision = SendGate.Decide(facts);
        return $"{decision.Verdict} {decision.Code} {decision.Rule.Text()}";
    }
}
