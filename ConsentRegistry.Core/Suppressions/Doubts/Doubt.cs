using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>
/// One line of the queue that colleagues answer: an open question whether a person said no (RULES 1 "doubt"). What counts is in the ledger;
/// the queue finds it, and decides nothing.
/// </summary>
public sealed class Doubt
{
    /// <summary>The act of the event that opened it. Its answer, and the bar that follows from it, are events of the same act.</summary>
    public Guid Id { get; init; }

    /// <summary>That event.</summary>
    public long Sequence { get; init; }

    /// <summary>The person it is about; after a merge the one who stays.</summary>
    public Guid PersonId { get; set; }

    public Guid ImportId { get; init; }

    /// <summary>The physical line of the file that its row starts on.</summary>
    public long Line { get; init; }

    /// <summary>Null together with <see cref="Channel"/>: everything.</summary>
    public Topic? Topic { get; init; }

    public Channel? Channel { get; init; }

    /// <summary>From when on it counts, and the first date of the bar if it was a no.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The word of the file that it is about.</summary>
    public Guid WordId { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    public DoubtAnswer? Answer { get; set; }

    /// <summary>What is barred if it was a no.</summary>
    public BarScope Scope => new(Topic, Channel);
}
