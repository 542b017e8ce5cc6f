using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Records;

/// <summary>How, when and at what occasion data of a person came to us; mandatory for every person (P-04…17).</summary>
public sealed class Acquisition
{
    public Guid Id { get; init; }

    public Guid PersonId { get; set; }

    public Relationship Relationship { get; init; }

    public AcquisitionSource Source { get; init; }

    public CollectionMoment Moment { get; init; }

    /// <summary>The job site or other place; null where there is none.</summary>
    public string? Site { get; init; }

    /// <summary>The day on which the data came, Europe/Brussels: the Article 14 clock starts here when the source is indirect.</summary>
    public DateOnly AcquiredOn { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public Guid? ImportId { get; init; }
}
