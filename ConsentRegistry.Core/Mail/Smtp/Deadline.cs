namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>A time limit and an outer cancellation, as one token.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration link;

    /// <param name="limit">How long until the token fires.</param>
    /// <param name="time">The clock that counts it.</param>
    /// <param name="outer">Fires the token too.</param>
    /// <param name="grace">How long after <paramref name="outer"/> the token fires; zero: at once.</param>
    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken outer, TimeSpan grace = default)
    {
        source = new CancellationTokenSource(limit, time);
        link = outer.UnsafeRegister(_ => CancelAfter(grace), null);
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        link.Dispose();
        source.Dispose();
    }

    private void CancelAfter(TimeSpan grace)
    {
        if (grace > TimeSpan.Zero)
        {
            source.CancelAfter(grace);
        }
        else
        {
            source.Cancel();
        }
    }
}
