using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Web.Components.Search;

/// <summary>Searches while somebody types: once they stop for a moment, and never with an answer to what no longer stands there.</summary>
public sealed class DebouncedSearch : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    private readonly LatestRequest latest = new();

    /// <summary>Asks for what was just typed.</summary>
    /// <param name="ask">Finds and shows; must look at its token between the two. Not run at all when more was typed meanwhile.</param>
    /// <param name="atOnce">Whoever presses Enter waits no longer.</param>
    public Task AskAsync(Func<CancellationToken, Task> ask, bool atOnce = false) => latest.AskAsync(async stop =>
    {
        if (!atOnce)
        {
            await Task.Delay(Pause, stop);
        }

        await ask(stop);
    });

    /// <summary>Whether an answer is still to come.</summary>
    public bool IsAsking => latest.IsAwaited;

    /// <summary>Lets go of what was asked last.</summary>
    public void Drop() => latest.Drop();

    public void Dispose() => latest.Dispose();
}
