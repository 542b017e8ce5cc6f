namespace ConsentRegistry.Core.Storage.Startup;

/// <summary>Breaks the silence of a start: says what it is at once that takes longer than a few seconds. Disposed when it is over.</summary>
/// <remarks>A timer says it, because an engine may wait within a call that gives nothing back before it is done.</remarks>
public sealed class StartWatch : IDisposable
{
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    private readonly ITimer timer;

    /// <param name="sentence">What the start is at; asked when it is said.</param>
    /// <param name="time">The clock that tells how long it takes.</param>
    /// <param name="say">Where it is said: a log, or standard error. Called by another thread.</param>
    public StartWatch(Func<string> sentence, TimeProvider time, Action<string> say) =>
        timer = time.CreateTimer(_ => say(sentence()), null, LongestSilence, Timeout.InfiniteTimeSpan);

    public void Dispose() => timer.Dispose();
}
