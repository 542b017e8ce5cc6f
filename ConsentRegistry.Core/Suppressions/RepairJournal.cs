using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Suppressions.Journal;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>What a repair of the opt-out journal did.</summary>
/// <param name="Lines">How many lines the journal has now.</param>
/// <param name="FromCopies">The numbers of the lines that a copy had.</param>
/// <param name="FromDatabase">The numbers of the lines that were made again of what the database knows.</param>
/// <param name="Lost">The numbers of the lines that could not be saved; a line that says so stands in the place of each.</param>
/// <param name="Added">How many acts stand at the end now that were only in a copy or in the database.</param>
/// <param name="Kept">The files in which the journal stands as it was found.</param>
public sealed record JournalRepair(
    long Lines, IReadOnlyList<long> FromCopies, IReadOnlyList<long> FromDatabase, IReadOnlyList<long> Lost, int Added, IReadOnlyList<string> Kept)
{
    /// <summary>Nothing was wrong, and nothing was changed.</summary>
    public bool IsNothing => Kept.Count == 0;
}

/// <summary>
/// Makes the opt-out journal whole again: every line that can be read stays as it is, the others come from the copies, else from the database. Sending is locked by it until
/// the DPO releases it, because nobody can say what stood in a line that could not be saved.
/// </summary>
public sealed class RepairJournal(
    RecordBar record, OptOutJournal journal, JournalReplay replay, JournalFromDatabase fromDatabase, SuppressionKeys keys, RegistryWriter writer, SendingLock sendingLock,
    TimeProvider time)
{
    /// <param name="by">The operator.</param>
    public async Task<JournalRepair> ExecuteAsync(string by, CancellationToken cancellation = default)
    {
        await record.CatchUpAsync(cancellation);
        return await record.BetweenBarsAsync(() => RepairAsync(by, cancellation), cancellation);
    }

    private async Task<JournalRepair> RepairAsync(string by, CancellationToken cancellation)
    {
        var found = Find();
        var known = await fromDatabase.LinesAsync(found.Acts, cancellation);
        var missing = Enumerable.Range(1, (int)Math.Max(journal.End, found.Last)).Select(number => (long)number).Where(number => !found.Lines.ContainsKey(number)).ToList();
        if (journal.IsWhole && missing.Count == 0 && known.Count == 0)
        {
            return new(journal.End, [], [], [], 0, []);
        }

        // In the order in which it happened, as the lines stood.
        foreach (var (number, line) in missing.Zip(known))
        {
            found.Lines[number] = (line with { Number = number }).ToText();
        }

        foreach (var number in missing.Skip(known.Count))
        {
            found.Lines[number] = LostLine(number, by).ToText();
        }

        var more = found.Beside.Concat(known.Skip(missing.Count)).ToList();
        foreach (var line in more)
        {
            var number = found.Last + 1;
            found.Lines[number] = (line with { Number = number }).ToText();
        }

        await sendingLock.LockAsync(SendingLock.JournalDamaged, cancellation);
        // First: should the next step get half-way, whatever stands in the journal then is gone through from its beginning.
        await writer.WriteAsync(JournalReplay.BeginAnewAsync, CancellationToken.None);
        var kept = journal.Rewrite(found.Lines.Values, time.GetUtcNow());
        await replay.ApplyAsync(new Dictionary<long, EventPayload?>(), CancellationToken.None);
        return new(journal.End, found.FromCopies, [.. missing.Take(known.Count)], [.. missing.Skip(known.Count)], more.Count, kept);
    }

    /// <summary>What can be read, each act once: by number, and beside that what stands under a number that is taken.</summary>
    private Found Find()
    {
        var found = new Found();
        foreach (var (place, lines) in journal.ReadAsWritten().Index())
        {
            foreach (var (text, line) in lines.Where(each => each.Line.Kind == JournalKind.Lost || replay.IsOfOwnKeys(each.Line)))
            {
                if (line.Kind != JournalKind.Lost && !found.Acts.Add(line.Act))
                {
                    continue;
                }

                if (found.Lines.TryAdd(line.Number, text))
                {
                    found.FromCopies.AddRange(place > 0 ? [line.Number] : (long[])[]);
                }
                else if (line.Kind != JournalKind.Lost)
                {
                    found.Beside.Add(line);
                }
            }
        }

        return found;
    }

    private JournalLine LostLine(long number, string by) => new()
    {
        Number = number,
        Kind = JournalKind.Lost,
        KeyVersion = keys.Version,
        KeyCheck = keys.Check(keys.Version),
        RecordedAt = time.GetUtcNow(),
        Operator = by,
        LedgerSequence = writer.Head.Sequence,
        LedgerHash = writer.Head.Hash,
    };

    private sealed class Found
    {
        public SortedDictionary<long, string> Lines { get; } = [];

        public HashSet<Guid> Acts { get; } = [];

        public List<JournalLine> Beside { get; } = [];

        public List<long> FromCopies { get; } = [];

        public long Last => Lines.Count == 0 ? 0 : Lines.Keys.Last();
    }
}
