namespace ConsentRegistry.Core.Storage.Startup;

/// <summary>
/// The wait of a start for something that another program has, from here until it is disposed: told after a few seconds, given up after a
/// minute. A process that waits for ever without a word looks like one that works.
/// </summary>
/// <param name="what">What is waited for; goes into a sentence, and is asked when it is said.</param>
/// <param name="wayOut">What the reader can do when it was waited for in vain, in whole sentences.</param>
/// <param name="time">The clock that tells how long it takes.</param>
/// <param name="say">Where it is said: a log, or standard error. Called by another thread.</param>
public sealed class StartWait(Func<string> what, string wayOut, TimeProvider time, Action<string> say) : IDisposable
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly long began = time.GetTimestamp();
    private readonly StartWatch watch = new(() => $"Waiting for {what()}. It gives up after a minute.", time, say);

    private TimeSpan Left => Longest - time.GetElapsedTime(began);

    /// <summary>Lets a moment pass before the next try.</summary>
    /// <exception cref="StartRefusedException">The minute is over.</exception>
    public async Task PauseAsync(CancellationToken cancellation)
    {
        if (Left <= TimeSpan.Zero)
        {
            throw InVain();
        }

        await Task.Delay(BetweenTries, time, cancellation);
    }

    /// <summary>Waits for an answer that is under way. One that comes after the minute is thrown away.</summary>
    /// <exception cref="StartRefusedException">The minute is over.</exception>
    public async Task<T> ForAsync<T>(Task<T> answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.WaitAsync(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, time, cancellation);
        }
        catch (TimeoutException)
        {
            throw InVain();
        }
    }

    public void Dispose() => watch.Dispose();

    private StartRefusedException InVain() => new($"Waited a minute in vain for {what()}. {wayOut}");
}
