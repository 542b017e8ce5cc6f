using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>
/// Looks again every so often for as long as it stands on the page, and shows nothing itself. A page takes it up while what it shows can still
/// change by itself, and leaves it out from then on.
/// </summary>
public sealed class Poller : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();

    [Parameter, EditorRequired] public TimeSpan Every { get; set; }

    /// <summary>
    /// One look, given what calls it off when the page is left. A registry that is busy or away for a moment ends nothing: the next one may do
    /// better.
    /// </summary>
    [Parameter, EditorRequired] public EventCallback<CancellationToken> Look { get; set; }

    [Inject] private TimeProvider Time { get; set; } = null!;

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
            await Look.InvokeAsync(left);
        }
        catch (Exception problem) when (StorageFailure.Is(problem))
        {
            // What was seen last stands until then.
        }
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }
}
