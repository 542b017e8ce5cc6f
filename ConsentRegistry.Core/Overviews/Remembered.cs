namespace ConsentRegistry.Core.Overviews;

/// <summary>An answer that takes its time and that everybody who looks may share for a while. One that failed is not kept.</summary>
/// <param name="duration">How old it may be.</param>
internal sealed class Remembered<T>(TimeSpan duration)
{
    private readonly Lock turn = new();
    private (Task<T> Answer, DateTimeOffset At)? last;

    /// <param name="ask">Runs beside whoever asks, once for all who wait; nobody of them calls it off.</param>
    public Task<T> AskAsync(DateTimeOffset now, Func<Task<T>> ask)
    {
        lock (turn)
        {
            if (last is not { } kept || kept.Answer.IsFaulted || kept.Answer.IsCanceled || now - kept.At >= duration)
            {
                last = kept = (Task.Run(ask), now);
            }

            return kept.Answer;
        }
    }
}
