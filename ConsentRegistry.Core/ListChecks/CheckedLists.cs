using System.Collections.Concurrent;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>
/// Lists that colleagues check on the screen: taken into a sealed temporary file, split by <see cref="ListScrub"/> into two more, and thrown
/// away with their page, after <see cref="Lifetime"/> without a check, or at the next start.
/// </summary>
public sealed class CheckedLists(EncryptedFiles files, ListScrub scrub, OpenTable tables, TimeProvider time)
{
    /// <summary>How long a list is kept when its page does not say that it is done with it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<Guid, CheckedList> lists = new();

    /// <summary>Takes a list in, from where the stream stands to its end.</summary>
    /// <param name="by">The operator to whom it belongs.</param>
    /// <param name="progress">Bytes taken in.</param>
    public async Task<CheckedList> TakeInAsync(Stream source, string by, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        DiscardOverdue();
        var (name, length) = (string.Empty, 0L);
        try
        {
            await using (var target = files.Create(out name))
            {
                var part = new byte[1 << 16];
                while (await source.ReadAsync(part, cancellation) is > 0 and var read)
                {
                    await target.WriteAsync(part.AsMemory(0, read), cancellation);
                    progress?.Report(length += read);
                }
            }

            var now = time.GetUtcNow();
            var list = new CheckedList(Guid.CreateVersion7(now), by, name, length, now + Lifetime);
            lists[list.Id] = list;
            return list;
        }
        catch when (name.Length > 0)
        {
            files.Delete(name);
            throw;
        }
    }

    /// <summary>Splits a list; what an earlier check gave goes first.</summary>
    /// <returns>
    /// <see cref="Refusal.FileUnreadable"/> or <see cref="Refusal.ColumnNotFound"/> when it is no list, or has no such column; of a workbook also what <see cref="OpenTable"/> refuses.
    /// </returns>
    public async Task<Result<ScrubResult>> CheckAsync(
        CheckedList list, NewScrub what, IProgress<CheckProgress>? progress = null, CancellationToken cancellation = default)
    {
        DeleteResult(list);
        list.Until = time.GetUtcNow() + Lifetime;
        string? allowedName = null, blockedName = null;
        var isKept = false;
        try
        {
            await using var source = files.Open(list.Source);
            var opened = tables.ExecuteForReaders(source, what.Sheet, what.Delimiter, cancellation);
            if (!opened.IsDone)
            {
                return opened.Refusal.Value;
            }

            using var text = opened.Value;
            Result<ScrubResult> outcome;
            await using (var allowed = files.Create(out allowedName))
            await using (var blocked = files.Create(out blockedName))
            {
                outcome = await scrub.ExecuteAsync(text, what, allowed, blocked, RowsOf(text.Stream, progress), cancellation);
            }

            if (outcome.IsDone)
            {
                isKept = true;
                (list.Allowed, list.Blocked, list.Result, list.Asked) = (allowedName, blockedName, outcome.Value, what);
                if (!lists.ContainsKey(list.Id))
                {
                    // Its page was left while the last rows were read.
                    DeleteResult(list);
                }
            }

            return outcome;
        }
        finally
        {
            if (!isKept)
            {
                Delete(allowedName);
                Delete(blockedName);
            }
        }
    }

    /// <summary>What the list can be chosen from: the names from which the column with the addresses can be chosen, and the sheet that they are of.</summary>
    /// <param name="sheet">The sheet of a workbook; null for the first with a value.</param>
    public (IReadOnlyList<string> Columns, WorkbookSheet? Sheet) ChoicesOf(CheckedList list, string? sheet)
    {
        using var source = files.Open(list.Source);
        var opened = tables.Execute(source, sheet);
        if (!opened.IsDone)
        {
            return ([], null);
        }

        using var text = opened.Value;
        return (ListFile.ColumnsOf(text), text.Sheet);
    }

    /// <summary>A file to hand out.</summary>
    /// <returns>Null when there is none, it is over, or it belongs to somebody else.</returns>
    public (CheckedList List, Stream Content)? Open(Guid id, CheckedPart part, string by)
    {
        DiscardOverdue();
        return lists.TryGetValue(id, out var list) && list.By == by && (part == CheckedPart.Allowed ? list.Allowed : list.Blocked) is { } name
            ? (list, files.Open(name))
            : null;
    }

    /// <summary>
    /// The addresses of the allowed rows that the channel of the last check can use, each once, in the order of the list. They are what a
    /// campaign may be meant for, and no permission: the gate is asked again at hand-over.
    /// </summary>
    /// <param name="most">How many are wanted at most.</param>
    /// <returns>Null when there are more, when there was no check, or when it allowed nothing.</returns>
    public IReadOnlyList<Address>? AllowedOf(CheckedList list, int most)
    {
        if (list is not { Allowed: { } name, Asked: { } asked } || list.Result!.Allowed == 0)
        {
            return null;
        }

        using var content = files.Open(name);
        using var text = TableText.Written(content, list.Result.Sheet, asked.Delimiter);
        var opened = ListFile.Open(text, asked.Column);
        if (!opened.IsDone)
        {
            return null;
        }

        using var rows = opened.Value;
        var (addresses, known) = (new List<Address>(), new HashSet<string>(StringComparer.Ordinal));
        while (addresses.Count <= most && rows.MoveNext())
        {
            addresses.AddRange(rows.Addresses().Where(each => each.Kind == asked.Channel.AddressKindOf() && known.Add(each.Mailbox)));
        }

        return addresses.Count <= most ? addresses : null;
    }

    /// <summary>Throws away what came of the last check and keeps the list: something else is asked of it now.</summary>
    public void Withdraw(CheckedList list) => DeleteResult(list);

    /// <summary>Throws a list away with everything that came of it; does nothing when that was done before.</summary>
    public void Discard(Guid id)
    {
        if (lists.TryRemove(id, out var list))
        {
            DeleteResult(list);
            files.Delete(list.Source);
        }
    }

    /// <summary>Throws away what nobody asked for within <see cref="Lifetime"/>.</summary>
    public void DiscardOverdue()
    {
        var now = time.GetUtcNow();
        foreach (var overdue in lists.Values.Where(list => list.Until <= now))
        {
            Discard(overdue.Id);
        }
    }

    private static SynchronousProgress<long>? RowsOf(Stream source, IProgress<CheckProgress>? progress) => progress is null
        ? null
        : new SynchronousProgress<long>(rows => progress.Report(new CheckProgress(rows, source.Length == 0 ? 1 : (double)source.Position / source.Length)));

    private void DeleteResult(CheckedList list)
    {
        Delete(list.Allowed);
        Delete(list.Blocked);
        (list.Allowed, list.Blocked, list.Result, list.Asked) = (null, null, null, null);
    }

    private void Delete(string? name)
    {
        if (name is not null)
        {
            files.Delete(name);
        }
    }
}
