using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>
/// Splits a foreign list into what may be used and what may not (INTERFACES 1, <c>scrub</c>). Rows are copied byte for byte, line ends
/// included (those of a workbook are the rows of the text that is made of it); the head (byte order mark, "sep=" line, preamble, column names) goes into both files. A last row without a line end has none in
/// its file either: it is the last one there too. In the blocked file each row, and the line of column names, gets the code as one field more
/// before its line end; for people also the reason in words, and the unreadable rows with theirs.
/// </summary>
public sealed class ListScrub(SuppressionLookup lookup, SuppressionIndex index, SendFactsLoader loader, RecordBar bars, OpenTable tables, TimeProvider time)
{
    /// <summary>The name of the field that the blocked file adds.</summary>
    public const string CodeField = "verdict_code";

    private const int Part = 2_000;

    /// <param name="source">The list; seekable, left open.</param>
    /// <param name="allowed">Where the rows go that may be used.</param>
    /// <param name="blocked">Where the others go; null when nobody wants them.</param>
    /// <param name="progress">Rows done.</param>
    public async Task<Result<ScrubResult>> ExecuteAsync(
        Stream source, NewScrub scrub, Stream allowed, Stream? blocked, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var text = tables.ExecuteForReaders(source, scrub.Sheet, scrub.Delimiter, cancellation);
        if (!text.IsDone)
        {
            return text.Refusal.Value;
        }

        using var list = text.Value;
        return await ExecuteAsync(list, scrub, allowed, blocked, progress, cancellation);
    }

    /// <inheritdoc cref="ExecuteAsync(Stream, NewScrub, Stream, Stream?, IProgress{long}?, CancellationToken)"/>
    internal async Task<Result<ScrubResult>> ExecuteAsync(
        TableText source, NewScrub scrub, Stream allowed, Stream? blocked, IProgress<long>? progress, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        // Entries that stand in the journal alone would be missed by a look into the database.
        await bars.CatchUpAsync(cancellation);
        var opened = ListFile.Open(source, scrub.Column);
        if (!opened.IsDone)
        {
            return opened.Refusal.Value;
        }

        using var list = opened.Value;
        CopyHead(list, scrub.Words, allowed, blocked);
        using var split = new Split(list, allowed, blocked, scrub);
        for (var more = true; more;)
        {
            cancellation.ThrowIfCancellationRequested();
            more = split.Read(Part);
            split.Write(await CodesAsync(split.Addresses, split.Statements, scrub, cancellation));
            progress?.Report(split.Rows);
        }

        return new ScrubResult(split.Rows, split.Allowed, split.Blocked, split.UnreadableLines, split.ByReason, time.GetElapsedTime(begun).TotalSeconds)
        {
            First = split.First,
            Sheet = source.Sheet,
            IsAboutMessage = scrub.Message is not null,
        };
    }

    private static void CopyHead(ListFile list, CultureInfo? words, Stream allowed, Stream? blocked)
    {
        list.CopyHeadTo(allowed);
        if (blocked is null)
        {
            return;
        }

        using var head = new MemoryStream();
        list.CopyHeadTo(head);
        if (list.HasHeader)
        {
            list.WriteWithFields(head.GetBuffer().AsSpan(0, (int)head.Length), words is null ? [CodeField] : [CodeField, ScrubWords.FieldIn(words)], blocked);
        }
        else
        {
            head.WriteTo(blocked);
        }
    }

    /// <summary>Verdict and code of each row; none for one that cannot be judged.</summary>
    private async Task<IReadOnlyList<RowVerdict?>> CodesAsync(
        IReadOnlyList<IReadOnlyList<Address>> rows, IReadOnlyList<RowStatements> statements, NewScrub scrub, CancellationToken cancellation)
    {
        if (!index.IsAvailable)
        {
            return [.. rows.Select(row => row.Count == 0 ? (RowVerdict?)null : new RowVerdict(false, new DecisionReason(DecisionCode.Undetermined)))];
        }

        if (scrub.Message is { } message)
        {
            return await AskGateAsync(rows, statements, message, scrub.Channel.AddressKindOf(), cancellation);
        }

        var entries = await lookup.FindAsync(rows, cancellation);
        return [.. entries.Select(row => row.Count == 0 ? (RowVerdict?)null
            : SuppressedCode.Of(row, scrub.Channel) is { } code ? new RowVerdict(false, new DecisionReason(code))
            : new RowVerdict(true, null))];
    }

    /// <summary>
    /// The gate is asked for each address of the row that the channel could use; one Block blocks the row (N-7). What bars another address of
    /// the row bars it too: a row is one person, and an opt-out follows the person (N-5). So does what the row itself says of a refusal (RULES 8).
    /// </summary>
    private async Task<IReadOnlyList<RowVerdict?>> AskGateAsync(
        IReadOnlyList<IReadOnlyList<Address>> rows, IReadOnlyList<RowStatements> statements, MessageFacts message, AddressKind kind, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var asked = rows.Select(row => row.Where(address => address.Kind == kind).ToList()).ToList();
        var others = rows.Zip(asked).SelectMany(pair => Enumerable.Repeat<IReadOnlyList<Address>>([.. pair.First.Where(address => address.Kind != kind)], pair.Second.Count)).ToList();
        var loaded = await loader.LoadAsync(message, [.. asked.SelectMany(row => row)], now, alongside: others, cancellation: cancellation);
        var next = 0;
        return [.. asked.Select((row, i) =>
        {
            var answers = loaded.Skip(next).Take(row.Count).Select(each => (Decision: RowFacts.Decide(each, statements[i], message, now), IsOfNobody: each.People.Count == 0)).ToList();
            next += row.Count;
            if (answers.Count == 0)
            {
                return (RowVerdict?)null;
            }

            var (decision, isOfNobody) = answers.Find(each => !each.Decision.IsAllowed) is { Decision: not null } barred ? barred : answers[0];
            return new RowVerdict(decision.IsAllowed, DecisionReason.Of(decision.Code, isOfNobody));
        })];
    }

    private readonly record struct RowVerdict(bool IsAllowed, DecisionReason? Reason);

    /// <summary>Holds some rows of the list, with their bytes, until their verdicts are there.</summary>
    private sealed class Split(ListFile list, Stream allowed, Stream? blocked, NewScrub scrub) : IDisposable
    {
        private readonly MemoryStream bytes = new();
        private readonly List<(int Start, int Length, long Line)> ranges = [];
        private readonly List<IReadOnlyList<Address>> addresses = [];
        private readonly List<RowStatements> statements = [];

        public IReadOnlyList<IReadOnlyList<Address>> Addresses => addresses;

        public IReadOnlyList<RowStatements> Statements => statements;

        public long Rows { get; private set; }

        public long Allowed { get; private set; }

        public long Blocked { get; private set; }

        public List<long> UnreadableLines { get; } = [];

        public Dictionary<DecisionReason, long> ByReason { get; } = [];

        public List<ScrubbedRow> First { get; } = [];

        /// <summary>Reads the next rows; false at the end of the list.</summary>
        public bool Read(int count)
        {
            bytes.SetLength(0);
            ranges.Clear();
            addresses.Clear();
            statements.Clear();
            while (ranges.Count < count)
            {
                if (!list.MoveNext())
                {
                    return false;
                }

                Rows++;
                var found = list.Addresses();
                var start = (int)bytes.Length;
                if (found.Count > 0)
                {
                    list.CopyRowTo(bytes);
                }
                else if (scrub.Words is not null)
                {
                    list.CopyUnreadableRowTo(bytes);
                }

                addresses.Add(found);
                statements.Add(list.Statements());
                ranges.Add((start, (int)bytes.Length - start, list.Line));
            }

            return true;
        }

        public void Write(IReadOnlyList<RowVerdict?> verdicts)
        {
            for (var i = 0; i < ranges.Count; i++)
            {
                Show(i, verdicts[i]);
                var raw = bytes.GetBuffer().AsSpan(ranges[i].Start, ranges[i].Length);
                if (verdicts[i] is not { } verdict)
                {
                    UnreadableLines.Add(ranges[i].Line);
                    if (scrub.Words is { } language)
                    {
                        WriteBlocked(raw, string.Empty, ScrubWords.UnreadableIn(language));
                    }

                    continue;
                }

                if (verdict.Reason is { } reason)
                {
                    ByReason[reason] = ByReason.GetValueOrDefault(reason) + 1;
                }

                if (verdict.IsAllowed)
                {
                    Allowed++;
                    allowed.Write(raw);
                }
                else
                {
                    Blocked++;
                    WriteBlocked(raw, verdict.Reason!.Value.Code.ToString(), scrub.Words is { } language ? verdict.Reason.Value.SentenceIn(language) : null);
                }
            }
        }

        public void Dispose() => bytes.Dispose();

        private void Show(int i, RowVerdict? verdict)
        {
            if (scrub.RowsShown > 0 && First.Count(row => (row.IsAllowed, row.Reason) == (verdict?.IsAllowed, verdict?.Reason)) < scrub.RowsShown)
            {
                First.Add(new ScrubbedRow(ranges[i].Line, addresses[i], verdict?.IsAllowed, verdict?.Reason));
            }
        }

        private void WriteBlocked(ReadOnlySpan<byte> raw, string code, string? words)
        {
            if (blocked is not null)
            {
                list.WriteWithFields(raw, words is null ? [code] : [code, words], blocked);
            }
        }
    }
}
