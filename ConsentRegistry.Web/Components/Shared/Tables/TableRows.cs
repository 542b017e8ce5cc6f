using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Components.Shared.Forms;
using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Web.Components.Shared.Tables;

/// <summary>The rows that a table shows, or that they are still to come, or that they could not be read; the page says how they are read.</summary>
public sealed class TableRows<TRow> : IDisposable
{
    private readonly LatestRequest latest = new();

    /// <summary>Null until the first page of rows has come.</summary>
    public PageOf<TRow>? Page { get; private set; }

    /// <summary>The registry did not answer: what stood here is not what was asked for.</summary>
    public bool HasFailed { get; private set; }

    /// <param name="read">Not shown any more where something newer was asked, or the page was left.</param>
    /// <param name="again">What is shown is looked at again: it stands where the registry does not answer for a moment.</param>
    public Task AskAsync(Func<CancellationToken, Task<PageOf<TRow>>> read, bool again = false) => latest.AskAsync(async stop =>
    {
        try
        {
            var found = await read(stop);
            stop.ThrowIfCancellationRequested();
            (Page, HasFailed) = (found, false);
        }
        catch (Exception problem) when (StorageFailure.Is(problem))
        {
            stop.ThrowIfCancellationRequested();
            if (!again)
            {
                (Page, HasFailed) = (null, true);
            }
        }
    });

    /// <summary>Shows rows that are there already.</summary>
    public void Show(IReadOnlyList<TRow> rows) => (Page, HasFailed) = (new PageOf<TRow>(rows, rows.Count), false);

    public void Dispose() => latest.Dispose();
}
