using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>
/// The suppression list of an earlier system, for <see cref="LoadSuppressions"/>: one address a line, a delimited file, JSON lines or a JSON array
/// (W-10).
/// </summary>
public sealed class SuppressionFile : IDisposable
{
    private readonly ListFile? list;
    private readonly Stream? json;

    private SuppressionFile(ListFile? list, Stream? json) => (this.list, this.json) = (list, json);

    /// <param name="stream">A text; seekable, left open.</param>
    /// <inheritdoc cref="Open(TableText)"/>
    public static Result<SuppressionFile> Open(Stream stream) => Open(TableText.AsItIs(stream));

    /// <param name="text">Must stay open as long as the list is read.</param>
    /// <returns><see cref="Refusal.FileUnreadable"/> or <see cref="Refusal.ColumnNotFound"/> when it is no list.</returns>
    public static Result<SuppressionFile> Open(TableText text)
    {
        if (text.Sheet is null && JsonList.IsJson(text.Stream))
        {
            return new SuppressionFile(null, text.Stream);
        }

        var opened = ListFile.Open(text, null);
        return opened.IsDone ? new SuppressionFile(opened.Value, null) : opened.Refusal.Value;
    }

    /// <summary>Every address, and every place that holds none; to be read once. Of a line with several addresses each is taken, whatever else of it cannot be read.</summary>
    public async IAsyncEnumerable<SuppressionLine> Lines()
    {
        if (json is not null)
        {
            await foreach (var line in JsonList.LinesAsync(json))
            {
                yield return line;
            }

            yield break;
        }

        // Reading is synchronous; whoever loads the lines awaits between batches.
        while (list!.MoveNext())
        {
            var reason = SuppressionReasonWords.Of(list.Reason());
            foreach (var line in list.Cells() is { } cells ? Of(list.Line, cells) : [new SuppressionLine(list.Line, null) { NotTaken = list.Fault }])
            {
                yield return line with { Reason = reason };
            }
        }
    }

    public void Dispose() => list?.Dispose();

    /// <summary>What the cells of one line hold.</summary>
    internal static IEnumerable<SuppressionLine> Of(long line, IReadOnlyList<string> cells)
    {
        var any = false;
        foreach (var cell in cells)
        {
            var read = Address.ReadAll(cell);
            foreach (var address in read.Found)
            {
                any = true;
                yield return new SuppressionLine(line, address);
            }

            if (read.HasUnreadable)
            {
                any = true;
                yield return new SuppressionLine(line, null) { Text = cell.Trim(), NotTaken = (cell.Contains('@', StringComparison.Ordinal) ? RejectionReason.InvalidEmail : RejectionReason.InvalidPhone).ToString() };
            }
        }

        if (!any)
        {
            yield return new SuppressionLine(line, null) { Text = string.Join(' ', cells).Trim(), NotTaken = nameof(RejectionReason.NoContactPoint) };
        }
    }
}
