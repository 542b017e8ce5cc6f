namespace ConsentRegistry.Web.Components.Finding;

/// <summary>Searches while somebody types: once they stop for a moment, and never with an answer to what no longer stands there.</summary>
public sealed class LiveSearch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    private CancellationTokenSource? current;

    /// <summary>Asks for what was just typed.</summary>
    /// <param name="ask">Finds and shows; must look at its token between the two. Not run at all when more was typed meanwhile.</param>
    /// <param name="atOnce">Whoever presses Enter waits no longer.</param>
    public async Task AskAsync(Func<CancellationToken, Task> ask, bool atOnce = false)
    {
        Drop();
        using var own = current = new CancellationTokenSource();
        try
        {
            if (!atOnce)
            {
                await Task.Delay(Pause, own.Token);
            }

            await ask(own.Token);
        }
        catch (OperationCanceledException) when (own.IsCancellationRequested)
        {
            // Something newer is asked.
        }
        finally
        {
            if (current == own)
            {
                current = null;
            }
        }
    }

    /// <summary>Whether an answer is still to come.</summary>
    public bool IsAsking => current is not null;

    /// <summary>Lets go of what was asked last.</summary>
    public void Drop()
    {
        current?.Cancel();
        current = null;
    }

    public void Dispose() => Drop();
}
