using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>
/// Looks again every so often for as long as it stands on the page and the page can be seen, and shows nothing itself. A page takes it up while what
/// it shows can still change by itself, and leaves it out from then on.
/// </summary>
public sealed class Poller : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private IJSObjectReference? browser;

    [Parameter, EditorRequired] public TimeSpan Every { get; set; }

    /// <summary>
    /// One look, given what calls it off when the page is left. A registry that is busy or away for a moment ends nothing: the next one may do
    /// better.
    /// </summary>
    [Parameter, EditorRequired] public EventCallback<CancellationToken> Look { get; set; }

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private IJSRuntime JS { get; set; } = null!;

    protected override void OnInitialized() => _ = WatchAsync(gone.Token);

    private async Task WatchAsync(CancellationToken left)
    {
        using var timer = new PeriodicTimer(Every, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(left))
            {
                await InvokeAsync(() => left.IsCancellationRequested ? Task.CompletedTask : LookAsync(left));
            }
        }
        catch (Exception) when (left.IsCancellationRequested)
        {
            // The page was left, and a look that was under way with it: nobody is there to be told how that one ended.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private async Task LookAsync(CancellationToken left)
    {
        try
        {
            if (!await IsHiddenAsync(left))
            {
                await Look.InvokeAsync(left);
            }
        }
        catch (Exception problem) when (StorageFailure.Is(problem))
        {
            // What was seen last stands until then.
        }
    }

    /// <summary>Whether nobody sees the page now: it is behind another, or its browser is away.</summary>
    private async Task<bool> IsHiddenAsync(CancellationToken left)
    {
        try
        {
            browser ??= await JS.InvokeAsync<IJSObjectReference>("import", left, "/js/hidden.js");
            return await browser.InvokeAsync<bool>("isHidden", left);
        }
        catch (JSException)
        {
            // A browser that cannot tell is looked for.
            return false;
        }
        catch (Exception problem) when (!left.IsCancellationRequested && problem is JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // It may come back.
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        gone.Dispose();
        try
        {
            await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // What is gone holds nothing.
        }
    }
}
