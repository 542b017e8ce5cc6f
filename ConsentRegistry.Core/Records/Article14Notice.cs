namespace ConsentRegistry.Core.Records;

/// <summary>
/// A notice that is due: somebody's data came from elsewhere, and nobody told the person so (GDPR 14). Follows from acquisitions and ledger, kept true by the database itself
/// at whatever writes there, so that nobody is asked who was told long ago. For lists and numbers: nothing is decided by it.
/// </summary>
public sealed class Article14Notice
{
    public Guid PersonId { get; init; }

    /// <summary>The day on which the clock of Article 14 began: that of the first indirect source, Europe/Brussels.</summary>
    public DateOnly ObtainedOn { get; init; }
}
