namespace ConsentRegistry.Web.Commands.Demo;

/// <summary>
/// The clock of the <c>demo</c> verb alone: two years of history are lived through in a minute, by the same use cases that wrote it down had
/// it happened. It ends at the real time.
/// </summary>
internal sealed class DemoClock(TimeProvider real) : TimeProvider
{
    private DateTimeOffset now = real.GetUtcNow().AddYears(-2);

    /// <summary>The real time, at which the history ends.</summary>
    public DateTimeOffset End { get; } = real.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Goes on to an instant; never back, and never beyond the end.</summary>
    public void GoOnTo(DateTimeOffset at) => now = at > End ? End : at > now ? at : now;
}
