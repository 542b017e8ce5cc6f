using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>What a row of a foreign list says about being contacted, as facts for the gate: nobody is allowed whom the list itself says not to reach (RULES 8).</summary>
internal static class RowFacts
{
    /// <summary>The gate's answer on an address of the row.</summary>
    public static SendDecision Decide(LoadedFacts loaded, RowStatements statements, MessageFacts message, DateTimeOffset now) =>
        statements.IsNothing ? loaded.Decide() : SendGate.DecideStrictest(loaded.Records.Select(facts => With(facts, statements, message, now)));

    private static SendFacts With(SendFacts facts, RowStatements statements, MessageFacts message, DateTimeOffset now)
    {
        var isDead = statements.Dead.Contains(message.Channel.Value);
        return facts with
        {
            ContactPoint = isDead ? facts.ContactPoint with { Dead = true } : facts.ContactPoint,
            Person = facts.Person with
            {
                Events = (SendEvent[])[.. facts.Person.Events.Value, .. statements.Refusals.Select(refusal => EventOf(refusal, now)), .. statements.Doubts.Select(doubt => SendEvent.Doubt(null, doubt.Channel, now))],
            },
        };
    }

    private static SendEvent EventOf(RowRefusal refusal, DateTimeOffset now)
    {
        var at = refusal.On is { } day && BrusselsTime.StartOf(day) is var start && start < now ? start : now;
        return refusal.IsComplaint ? SendEvent.Complaint(at) : refusal.Channel is { } channel ? SendEvent.OptOutChannel(channel, at) : SendEvent.OptOutAll(at);
    }
}
