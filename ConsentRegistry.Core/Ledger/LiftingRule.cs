using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Ledger;

/// <summary>What of an opt-in counts when it is asked whether it takes back a no.</summary>
/// <remarks>Its parts are read by name alone, so that a test sees who asks for them.</remarks>
public readonly record struct GivenOptIn
{
    /// <summary>When the person gave it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether there is proof (GDPR 7(1)).</summary>
    public required bool Proven { get; init; }

    /// <summary>Whether the person, and no message of ours, started it.</summary>
    public required bool StartedByPerson { get; init; }
}

/// <summary>The day on which it is asked, and how long an opt-in counts.</summary>
/// <param name="ConsentMonths">From the settings; 1 to 36.</param>
/// <param name="Today">A day in Brussels.</param>
public readonly record struct ConsentTerm(int ConsentMonths, DateOnly Today)
{
    /// <summary>Whether an opt-in still counts: its months end at the start of the Brussels day reached.</summary>
    public bool Covers(DateTimeOffset given) => BrusselsTime.IsWithinMonths(BrusselsTime.DayOf(given), ConsentMonths, Today);
}

/// <summary>
/// Whether an opt-in lifts a bar or a doubt (RULES 1 "lifting opt-in", S-3, S-8). Stands here and nowhere else: gate, counts and pages all ask
/// it. Whether a bar can be lifted at all (<see cref="StandingBar.Liftable"/>) is part of it where a history is asked about.
/// </summary>
public static class LiftingRule
{
    /// <summary>Whether the opt-in takes back, for its own topic and channel, what was said at an instant; at the same instant the bar wins.</summary>
    public static bool Lifts(GivenOptIn optIn, DateTimeOffset said, ConsentTerm term) =>
        optIn.Proven && optIn.StartedByPerson && optIn.At > said && term.Covers(optIn.At);

    /// <summary>The same for what was said on a record that may have been merged since.</summary>
    /// <param name="origin">The pseudonym under which it was said.</param>
    public static bool Lifts(StandingOptIn optIn, Guid origin, DateTimeOffset said, Standing standing, ConsentTerm term) =>
        Lifts(optIn.Given, said, term) && IsOfOneRecord(optIn, origin, standing);

    /// <summary>Whether a bar or a doubt stands against an opt-in: one of its topic and channel, or of all, that it does not lift.</summary>
    public static bool IsOverruled(StandingOptIn optIn, Standing standing, ConsentTerm term) =>
        standing.Bars.Any(bar => Concerns(bar.Topic, bar.Channel, optIn) && !(bar.Liftable && Lifts(optIn, bar.Origin, bar.At, standing, term)))
        || standing.Doubts.Any(doubt => Concerns(doubt.Topic, doubt.Channel, optIn) && !Lifts(optIn, doubt.Origin, doubt.At, standing, term));

    private static bool Concerns(Topic? topic, Channel? channel, StandingOptIn optIn) =>
        (topic is null || topic == optIn.Topic) && (channel is null || channel == optIn.Channel);

    /// <summary>After a merge an opt-in lifts only what was said under its own origin, or was given after the two became one record (S-8).</summary>
    private static bool IsOfOneRecord(StandingOptIn optIn, Guid origin, Standing standing)
    {
        if (optIn.Origin == origin)
        {
            return true;
        }

        var ofBar = new HashSet<Guid> { origin };
        var ofOptIn = new HashSet<Guid> { optIn.Origin };
        foreach (var (from, into, at) in standing.Merges)
        {
            foreach (var record in (HashSet<Guid>[])[ofBar, ofOptIn])
            {
                if (record.Contains(from) || record.Contains(into))
                {
                    record.UnionWith([from, into]);
                }
            }

            if (ofBar.Overlaps(ofOptIn))
            {
                return optIn.At > at;
            }
        }

        // Of one person, and yet never merged: not known how, so not lifted.
        return false;
    }
}
