namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>
/// Sees to it that only what was asked last is shown. What is still under way is called off as soon as something newer is asked, or the page is
/// left: an older answer may come later.
/// </summary>
public sealed class LatestRequest : IDisposable
{
    private CancellationTokenSource? current;
    private bool left;

    /// <summary>Whether an answer is still to come.</summary>
    public bool IsAwaited => current is not null;

    /// <param name="ask">Finds and shows; must look at its token between the two. Not run at all once the page is left.</param>
    public async Task AskAsync(Func<CancellationToken, Task> ask)
    {
        Drop();
        if (left)
        {
            return;
        }

        using var own = current = new CancellationTokenSource();
        try
        {
            await ask(own.Token);
        }
        catch (OperationCanceledException) when (own.IsCancellationRequested)
        {
            // Something newer is asked, or nothing any more.
        }
        finally
        {
            if (current == own)
            {
                current = null;
            }
        }
    }

    /// <summary>Lets go of what was asked last.</summary>
    public void Drop()
    {
        current?.Cancel();
        current = null;
    }

    public void Dispose()
    {
        left = true;
        Drop();
    }
}
