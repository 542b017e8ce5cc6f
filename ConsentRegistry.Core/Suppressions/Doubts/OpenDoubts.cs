using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>A word of a file that may be a refusal, and that nobody has given a meaning (RULES 8).</summary>
/// <param name="Person">Whom its row is about; a record that was merged stands for the one it went into.</param>
/// <param name="Topic">What it would be a refusal of; null for all topics.</param>
/// <param name="Channel">Null for all channels.</param>
/// <param name="ReceivedAt">From when on it counts.</param>
/// <param name="FileName">The file's own name, without folders.</param>
/// <param name="Line">The physical line that the row starts on.</param>
/// <param name="Header">The name of the column.</param>
/// <param name="Value">The cell as the file has it.</param>
public sealed record NewDoubt(
    Guid Person, Topic? Topic, Channel? Channel, DateTimeOffset ReceivedAt, Guid Import, string FileName, long Line, string Header, string Value);

/// <summary>
/// Opens doubts: from here on they count as a no (rule G-09). It runs inside the transaction that writes the people of a file, so that nobody
/// stands there without the doubt for a moment; once that is committed the caller tells the index of bars.
/// </summary>
public sealed class OpenDoubts(ProtectedValues values)
{
    private const int Batch = 400;

    /// <summary>
    /// Opens those that are not there yet: importing a file twice changes nothing. A doubt is there when the person has it open under the same header,
    /// value and scope from whatever file, or when it was answered for a file of the same name.
    /// </summary>
    /// <returns>How many were opened.</returns>
    public async Task<int> ExecuteAsync(RegistryWrite write, IReadOnlyList<NewDoubt> doubts, string by, CancellationToken cancellation = default)
    {
        if (doubts.Count == 0)
        {
            return 0;
        }

        using var inserts = new DoubtInserts(write.Context, values);
        var opened = 0;
        foreach (var part in doubts.Chunk(Batch))
        {
            opened += await OpenAsync(write, inserts, part, by, cancellation);
        }

        return opened;
    }

    private async Task<int> OpenAsync(RegistryWrite write, DoubtInserts inserts, NewDoubt[] part, string by, CancellationToken cancellation)
    {
        var found = part.Select(doubt => doubt.Person).Distinct().ToList();
        var merged = await write.Context.People.Where(person => found.Contains(person.Id) && person.MergedInto != null)
            .ToDictionaryAsync(person => person.Id, person => person.MergedInto!.Value, cancellation);
        var known = await KnownAsync(write.Context, [.. found.Select(person => merged.GetValueOrDefault(person, person))], cancellation);
        var indexes = Array.ConvertAll(part, doubt => DoubtWord.IndexOf(doubt.Header, doubt.Value, values));
        var words = await WordsAsync(write.Context, part, indexes, cancellation);
        var opened = 0;
        foreach (var (doubt, index) in part.Zip(indexes))
        {
            var person = merged.GetValueOrDefault(doubt.Person, doubt.Person);
            var open = new KnownDoubt(person, Convert.ToHexString(index), doubt.Topic, doubt.Channel, AnsweredFor: null);
            if (known.Contains(open with { AnsweredFor = doubt.FileName }) || !known.Add(open))
            {
                continue;
            }

            if (!words.TryGetValue((doubt.Import, open.WordIndex), out var word))
            {
                word = words[(doubt.Import, open.WordIndex)] = inserts.Write(doubt, index, write.At);
            }

            // A date in the future would let an opt-in of today count as later than the doubt.
            var received = doubt.ReceivedAt < write.At ? doubt.ReceivedAt : write.At;
            var written = await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.DoubtOpened, person, received, write.At, by)
            {
                ActId = Guid.CreateVersion7(write.At),
                Topic = doubt.Topic,
                Channel = doubt.Channel,
                Facts = new EventFacts { Cause = doubt.Import },
                Payload = new EventPayload { Header = doubt.Header, Value = doubt.Value },
            });
            inserts.Write(doubt, written, word);
            opened++;
        }

        return opened;
    }

    private static async Task<HashSet<KnownDoubt>> KnownAsync(RegistryDbContext context, List<Guid> people, CancellationToken cancellation)
    {
        var rows = await (from doubt in context.Set<Doubt>().AsNoTracking()
                          join word in context.Set<DoubtWord>().AsNoTracking() on doubt.WordId equals word.Id
                          where people.Contains(doubt.PersonId)
                          select new { doubt.PersonId, doubt.Topic, doubt.Channel, IsOpen = doubt.AnsweredAt == null, word.WordIndex, word.FileName })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new KnownDoubt(row.PersonId, Convert.ToHexString(row.WordIndex), row.Topic, row.Channel, row.IsOpen ? null : row.FileName))];
    }

    private static async Task<Dictionary<(Guid Import, string WordIndex), Guid>> WordsAsync(
        RegistryDbContext context, NewDoubt[] part, byte[][] indexes, CancellationToken cancellation)
    {
        var imports = part.Select(doubt => doubt.Import).Distinct().ToList();
        var words = await context.Set<DoubtWord>().AsNoTracking().Where(word => imports.Contains(word.ImportId) && indexes.Contains(word.WordIndex))
            .Select(word => new { word.Id, word.ImportId, word.WordIndex }).ToListAsync(cancellation);
        return words.ToDictionary(word => (word.ImportId, Convert.ToHexString(word.WordIndex)), word => word.Id);
    }

    /// <summary>What makes a doubt one that is there already.</summary>
    /// <param name="AnsweredFor">The name of the file that it was answered for; null for one that is open.</param>
    private sealed record KnownDoubt(Guid Person, string WordIndex, Topic? Topic, Channel? Channel, string? AnsweredFor);
}
