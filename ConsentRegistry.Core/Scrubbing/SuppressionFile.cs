using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Core.Scrubbing;

/// <summary>The suppression list of an earlier system, for <see cref="Suppressions.LoadSuppressions"/>: one address a line, or a delimited file.</summary>
public sealed class SuppressionFile : IDisposable
{
    private readonly ForeignList list;

    private SuppressionFile(ForeignList list) => this.list = list;

    /// <param name="stream">A text; seekable, left open.</param>
    /// <inheritdoc cref="Open(TableText)"/>
    public static Outcome<SuppressionFile> Open(Stream stream) => Open(TableText.AsItIs(stream));

    /// <param name="text">Must stay open as long as the list is read.</param>
    /// <returns><see cref="Refusal.FileUnreadable"/> or <see cref="Refusal.ColumnNotFound"/> when it is no list.</returns>
    public static Outcome<SuppressionFile> Open(TableText text)
    {
        var opened = ForeignList.Open(text, null);
        return opened.IsDone ? new SuppressionFile(opened.Value) : opened.Refusal.Value;
    }

    /// <summary>
    /// Every address with its physical line; to be read once. A cell with several addresses gives each of them; one without a usable address
    /// is given as it stands, so that whoever loads it can name the line.
    /// </summary>
    public async IAsyncEnumerable<(long Line, string Text)> Lines()
    {
        // Reading is synchronous; whoever loads the lines awaits between batches.
        await Task.CompletedTask;
        while (list.MoveNext())
        {
            foreach (var cell in list.Cells() ?? ["?"])
            {
                var addresses = ForeignList.AddressesIn(cell).ToList();
                foreach (var text in addresses.Count > 0 ? addresses.ConvertAll(address => address.Exact) : [cell])
                {
                    yield return (list.Line, text);
                }
            }
        }
    }

    public void Dispose() => list.Dispose();
}
