using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// What would change an answer of the gate, and how long a yes lasts. The gate itself is asked, about the facts as they would be then: no rule stands here a second time.
/// </summary>
public static class AnswerOutlook
{
    private const int MostTogether = 3;

    // The longest term that a setting can have is over by then (GateSettings.FeedbackDays).
    private const int MostDays = 3_651;

    private static readonly ListCheckFacts NotListed = new() { Listed = false };

    /// <summary>The least that would have to happen for the gate to say yes: each entry is enough by itself, and all of an entry is needed.</summary>
    /// <param name="records">The facts on everybody who holds the address (N-7).</param>
    /// <returns>Empty where the answer is yes already, and where no three of them together would help; something else still may.</returns>
    public static IReadOnlyList<IReadOnlyList<AnswerChange>> WaysToYes(IReadOnlyList<SendFacts> records)
    {
        if (!records.All(CanBeAsked) || SendGate.DecideStrictest(records).IsAllowed)
        {
            return [];
        }

        for (var size = 1; size <= MostTogether; size++)
        {
            var ways = Together(Enum.GetValues<AnswerChange>(), size)
                .Where(way => SendGate.DecideStrictest(records.Select(facts => way.Aggregate(AMomentLater(facts), After))).IsAllowed).ToList();
            if (ways.Count > 0)
            {
                // Where an opt-in that a colleague records is enough, that one of the person's own is too goes without saying.
                return [.. ways.Where(way => !way.Contains(AnswerChange.OwnOptIn) || !ways.Exists(other => other.SequenceEqual(way.Select(ByColleague))))];
            }
        }

        return [];
    }

    /// <summary>The day on which a yes becomes a no if nothing happens, at its start or within it; null for a no, and for a yes without an end.</summary>
    /// <param name="records">The facts on everybody who holds the address (N-7).</param>
    public static DateOnly? EndsOn(IReadOnlyList<SendFacts> records)
    {
        if (!records.All(CanBeAsked) || !SendGate.DecideStrictest(records).IsAllowed)
        {
            return null;
        }

        var today = BrusselsTime.DayOf(records[0].At.Value);
        var over = Enumerable.Range(1, MostDays).Select(days => (DateOnly?)today.AddDays(days)).FirstOrDefault(day => !IsAllowedAt(records, BrusselsTime.StartOf(day!.Value)));
        // A term in days lasts to the end of its last one; a term in hours ends within a day.
        return over is not { } day || IsAllowedAt(records, BrusselsTime.EndOf(day.AddDays(-1))) ? over : day.AddDays(-1);
    }

    private static bool IsAllowedAt(IReadOnlyList<SendFacts> records, DateTimeOffset at) => SendGate.DecideStrictest(records.Select(facts => facts with { At = at })).IsAllowed;

    private static AnswerChange ByColleague(AnswerChange change) => change == AnswerChange.OwnOptIn ? AnswerChange.OptIn : change;

    // What cannot be read is undetermined whatever happens.
    private static bool CanBeAsked(SendFacts facts) => facts is
    {
        At.IsReadable: true, Message: { Kind.IsReadable: true, Channel.IsReadable: true, Promotional.IsReadable: true }, Person: { Events.IsReadable: true, Permission.IsReadable: true },
    };

    private static IEnumerable<AnswerChange[]> Together(AnswerChange[] of, int size)
    {
        if (size == 0)
        {
            return [[]];
        }

        return from first in Enumerable.Range(0, of.Length)
               from rest in Together(of[(first + 1)..], size - 1)
               select (AnswerChange[])[of[first], .. rest];
    }

    // An opt-in takes back only what was said before it.
    private static SendFacts AMomentLater(SendFacts facts) => facts with { At = facts.At.Value.AddSeconds(1) };

    private static SendFacts After(SendFacts facts, AnswerChange change) => change switch
    {
        // A notice explains the right to object (RULES 3, "From the store to facts").
        AnswerChange.NoticeGiven => WithPerson(facts, person => person with { NoticeGiven = true, Permission = person.Permission.Value is { } permission ? permission with { ObjectionOffered = true } : null }),
        AnswerChange.RestrictionLifted => WithPerson(facts, person => person with { Restricted = false }),
        AnswerChange.WorkingAddress => facts with { ContactPoint = facts.ContactPoint with { Dead = false } },
        AnswerChange.DoubtSettled => WithPerson(facts, person => person with { Events = Array.FindAll(person.Events.Value, happened => happened.Type != SendEventType.Doubt) }),
        AnswerChange.ListChecked => facts with { DoNotCall = NotListed with { CheckedAt = facts.At }, Robinson = NotListed with { CheckedAt = facts.At } },
        AnswerChange.ApplicationOrContract => facts with { Message = facts.Message with { ContractLink = (ContractLink?)ContractLink.Application } },
        AnswerChange.OwnContact => WithPerson(facts, person => person with { Permission = ContactAt(facts.At.Value) }),
        AnswerChange.OptIn => WithOptIn(facts, own: false),
        _ => WithOptIn(facts, own: true),
    };

    private static PermissionFacts ContactAt(DateTimeOffset at) => new() { Source = AcquisitionSource.OwnInitiative, LastOwnContactOn = BrusselsTime.DayOf(at), ObjectionOffered = true };

    private static SendFacts WithOptIn(SendFacts facts, bool own) => facts.Message.DecidedKind.TopicOf() is not { } topic
        ? facts
        : WithPerson(facts, person => person with { Events = (SendEvent[])[.. person.Events.Value, SendEvent.OptIn(topic, facts.Message.Channel.Value, facts.At.Value, proven: true, startedByPerson: own)] });

    private static SendFacts WithPerson(SendFacts facts, Func<PersonFacts, PersonFacts> change) => facts with { Person = change(facts.Person) };
}
