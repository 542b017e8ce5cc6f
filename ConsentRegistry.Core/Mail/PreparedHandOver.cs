namespace ConsentRegistry.Core.Mail;

/// <summary>
/// One message at the brink: <see cref="Start"/> then <see cref="FinishAsync"/>, or <see cref="AbandonAsync"/>.
/// Used by one worker at a time.
/// </summary>
public abstract class PreparedHandOver : IAsyncDisposable
{
    private enum Stage
    {
        Prepared,
        Started,
        Ended,
    }

    private Stage stage = Stage.Prepared;

    private protected PreparedHandOver()
    {
    }

    /// <summary>
    /// Starts the hand-over: the point after which a bar comes too late for this message (guarantee 2). Called under the
    /// gate lock, so it never waits: what cannot be done at once is not done, and <see cref="FinishAsync"/> then
    /// answers <see cref="HandOverResult.LostBeforeFinalDot"/>. Throws nothing but for wrong use.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was started or abandoned before.</exception>
    public void Start()
    {
        Move(Stage.Prepared, Stage.Started);
        StartNow();
    }

    /// <summary>Carries the started hand-over to its end. Always answers, also when cancelled: a started delivery needs an outcome.</summary>
    /// <exception cref="InvalidOperationException">It was not started, or finished before.</exception>
    public Task<HandOverOutcome> FinishAsync(CancellationToken cancellationToken)
    {
        Move(Stage.Started, Stage.Ended);
        return FinishStartedAsync(cancellationToken);
    }

    /// <summary>Takes everything back; nothing was handed over.</summary>
    /// <exception cref="InvalidOperationException">It was started or abandoned before.</exception>
    public Task AbandonAsync()
    {
        Move(Stage.Prepared, Stage.Ended);
        return TakeBackAsync();
    }

    /// <summary>Abandons what was not started, and breaks off what was started and not finished.</summary>
    public async ValueTask DisposeAsync()
    {
        var was = stage;
        stage = Stage.Ended;
        if (was == Stage.Prepared)
        {
            await TakeBackAsync();
        }
        else if (was == Stage.Started)
        {
            await BreakOffAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected abstract void StartNow();

    private protected abstract Task<HandOverOutcome> FinishStartedAsync(CancellationToken cancellationToken);

    private protected abstract Task TakeBackAsync();

    private protected abstract ValueTask BreakOffAsync();

    private void Move(Stage from, Stage to)
    {
        if (stage != from)
        {
            throw new InvalidOperationException($"A hand-over that is {stage} cannot become {to}.");
        }

        stage = to;
    }
}
