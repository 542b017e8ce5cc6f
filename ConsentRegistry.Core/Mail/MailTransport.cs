namespace ConsentRegistry.Core.Mail;

/// <summary>
/// The way messages leave: a pickup folder or an SMTP server, nothing else. Shaped for the hand-over protocol
/// (DESIGN 4): prepare without a lock, start under the gate lock without waiting, finish without a lock.
/// </summary>
public abstract class MailTransport : IAsyncDisposable
{
    private protected MailTransport()
    {
    }

    /// <summary>Does all that can be done before the last moment and can still be taken back.</summary>
    /// <returns>A hand-over that is ready to start, or the outcome that makes it impossible.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was handed over.</exception>
    public abstract Task<Preparation> PrepareAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>What came of <see cref="MailTransport.PrepareAsync"/>: exactly one of the two is given.</summary>
public sealed class Preparation
{
    private Preparation(PreparedHandOver? ready, HandOverOutcome? outcome)
    {
        Ready = ready;
        Outcome = outcome;
    }

    /// <summary>The hand-over that may start; the caller finishes, abandons or disposes of it.</summary>
    public PreparedHandOver? Ready { get; }

    /// <summary>Why there is nothing to start.</summary>
    public HandOverOutcome? Outcome { get; }

    internal static Preparation Of(PreparedHandOver ready) => new(ready, null);

    internal static Preparation Of(HandOverOutcome outcome) => new(null, outcome);
}
