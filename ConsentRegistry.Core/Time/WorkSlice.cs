namespace ConsentRegistry.Core.Time;

/// <summary>
/// How long a piece of long work may still go on before it makes room for others and continues later (DESIGN 4, "Jobs"). It measures real
/// time, whatever the clock says.
/// </summary>
public sealed class WorkSlice
{
    /// <summary>The longest piece of work that a job does at once; the engine takes a job that goes on for minutes for one that died.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly TimeProvider time;
    private readonly long begun;
    private readonly TimeSpan most;

    private WorkSlice(TimeSpan most, TimeProvider time)
    {
        (this.most, this.time) = (most, time);
        begun = time.GetTimestamp();
    }

    /// <summary>All of the work, however long it takes.</summary>
    public static WorkSlice Whole { get; } = new(TimeSpan.MaxValue, TimeProvider.System);

    /// <summary>Zero when it is over.</summary>
    public TimeSpan Left => most - time.GetElapsedTime(begun) is { } left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public bool IsOver => Left == TimeSpan.Zero;

    /// <summary>A slice that begins now.</summary>
    public static WorkSlice Of(TimeSpan most, TimeProvider time) => new(most, time);
}
