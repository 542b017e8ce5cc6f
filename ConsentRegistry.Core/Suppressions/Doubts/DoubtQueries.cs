using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>The open doubts that one column and value of one file gave rise to.</summary>
/// <param name="Word">Its id (<see cref="DoubtWord"/>).</param>
/// <param name="Header">The column's name; empty where the stored bytes were changed.</param>
/// <param name="Value">The cell as the file has it; empty where the stored bytes were changed.</param>
/// <param name="Scopes">What they would be a refusal of; one, but for a file whose columns were settled anew while it was imported.</param>
/// <param name="Count">How many are open.</param>
/// <param name="Oldest">When the first of them was opened.</param>
public sealed record DoubtGroup(
    Guid Word, Guid Import, string FileName, string Header, string Value, IReadOnlyList<BarScope> Scopes, int Count, DateTimeOffset Oldest);

/// <summary>One open doubt.</summary>
/// <param name="Sequence">The event that opened it.</param>
/// <param name="PersonName">The name; where there is none, the company.</param>
/// <param name="Scope">What it would be a refusal of.</param>
/// <param name="ReceivedAt">From when on it counts.</param>
public sealed record OpenDoubt(
    Guid Id, long Sequence, Guid Word, Guid Person, string PersonName, Guid Import, string FileName, long Line, string Header, string Value, BarScope Scope,
    DateTimeOffset ReceivedAt, DateTimeOffset RecordedAt);

/// <summary>A word of an import that became doubts, answered ones included.</summary>
/// <param name="Rows">How many doubts this import opened for it.</param>
/// <param name="Open">How many of them are open.</param>
public sealed record DoubtsOfImport(Guid Word, string Header, string Value, int Rows, int Open);

/// <summary>Reads the queue of doubts.</summary>
public sealed class DoubtQueries(IDbContextFactory<RegistryDbContext> contexts, ProtectedValues values)
{
    /// <summary>How many are open.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await Open(context).CountAsync(cancellation);
    }

    /// <summary>One page of the groups: those of the newest file first, and within a file the word that most people have.</summary>
    public async Task<PageOf<DoubtGroup>> GroupsAsync(int skip, int take, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var groups = Open(context).GroupBy(doubt => new { doubt.ImportId, doubt.WordId });
        // Ids are of version 7: in the order in which they were made.
        var page = await groups.OrderByDescending(group => group.Key.ImportId).ThenByDescending(group => group.Count()).ThenBy(group => group.Key.WordId)
            .Select(group => group.Key.WordId).Skip(skip).Take(take).ToListAsync(cancellation);
        return new PageOf<DoubtGroup>(await GroupsOfAsync(context, page, cancellation), await Open(context).Select(doubt => doubt.WordId).Distinct().CountAsync(cancellation));
    }

    /// <summary>The open doubts of one word; null when there are none.</summary>
    public async Task<DoubtGroup?> GroupAsync(Guid word, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return (await GroupsOfAsync(context, [word], cancellation)).SingleOrDefault();
    }

    /// <summary>The ids of the open doubts of one word, in the order of the file.</summary>
    public async Task<IReadOnlyList<Guid>> IdsOfGroupAsync(Guid word, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await Open(context).Where(doubt => doubt.WordId == word).OrderBy(doubt => doubt.Line).ThenBy(doubt => doubt.Sequence)
            .Select(doubt => doubt.Id).ToListAsync(cancellation);
    }

    /// <summary>One page of the open doubts of one word, in the order of the file.</summary>
    public async Task<PageOf<OpenDoubt>> OfGroupAsync(Guid word, int skip, int take, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var doubts = Open(context).Where(doubt => doubt.WordId == word);
        return new PageOf<OpenDoubt>(
            await ShownAsync(context, doubts.OrderBy(doubt => doubt.Line).ThenBy(doubt => doubt.Sequence).Skip(skip).Take(take), cancellation),
            await doubts.CountAsync(cancellation));
    }

    /// <summary>The open doubts on a person, the oldest first.</summary>
    public async Task<IReadOnlyList<OpenDoubt>> OfPersonAsync(Guid person, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await ShownAsync(context, Open(context).Where(doubt => doubt.PersonId == person).OrderBy(doubt => doubt.Sequence), cancellation);
    }

    /// <summary>One page of all that is open, the oldest first.</summary>
    /// <param name="after">The sequence of the last one of the page before; 0 for the first page.</param>
    public async Task<IReadOnlyList<OpenDoubt>> ListAsync(long after, int take, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await ShownAsync(context, Open(context).Where(doubt => doubt.Sequence > after).OrderBy(doubt => doubt.Sequence).Take(take), cancellation);
    }

    /// <summary>The words of an import that became doubts and for how many, most first.</summary>
    public async Task<IReadOnlyList<DoubtsOfImport>> OfImportAsync(Guid import, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var counts = await context.Set<Doubt>().Where(doubt => doubt.ImportId == import).GroupBy(doubt => doubt.WordId)
            .Select(group => new { Word = group.Key, Rows = group.Count(), Open = group.Count(doubt => doubt.AnsweredAt == null) }).ToListAsync(cancellation);
        var words = await context.Set<DoubtWord>().AsNoTracking().Where(word => word.ImportId == import).ToDictionaryAsync(word => word.Id, cancellation);
        return [.. counts.Select(each => new DoubtsOfImport(each.Word, words[each.Word].HeaderBy(values), words[each.Word].ValueBy(values), each.Rows, each.Open))
            .OrderByDescending(each => each.Rows).ThenBy(each => each.Header, StringComparer.Ordinal).ThenBy(each => each.Value, StringComparer.Ordinal)];
    }

    private static IQueryable<Doubt> Open(RegistryDbContext context) => context.Set<Doubt>().AsNoTracking().Where(doubt => doubt.AnsweredAt == null);

    private async Task<List<DoubtGroup>> GroupsOfAsync(RegistryDbContext context, List<Guid> words, CancellationToken cancellation)
    {
        var counts = await Open(context).Where(doubt => words.Contains(doubt.WordId)).GroupBy(doubt => new { doubt.WordId, doubt.Topic, doubt.Channel })
            .Select(group => new { group.Key, Count = group.Count(), Oldest = group.Min(doubt => doubt.RecordedAt) }).ToListAsync(cancellation);
        var found = await context.Set<DoubtWord>().AsNoTracking().Where(word => words.Contains(word.Id)).ToDictionaryAsync(word => word.Id, cancellation);
        var groups = counts.GroupBy(each => each.Key.WordId).ToDictionary(group => group.Key);
        return
        [
            .. from id in words
               where groups.ContainsKey(id)
               let word = found[id]
               select new DoubtGroup(
                   id, word.ImportId, word.FileName, word.HeaderBy(values), word.ValueBy(values),
                   [.. groups[id].Select(each => new BarScope(each.Key.Topic, each.Key.Channel)).OrderBy(scope => scope.Topic).ThenBy(scope => scope.Channel)],
                   groups[id].Sum(each => each.Count), groups[id].Min(each => each.Oldest)),
        ];
    }

    private async Task<List<OpenDoubt>> ShownAsync(RegistryDbContext context, IQueryable<Doubt> doubts, CancellationToken cancellation)
    {
        var rows = await doubts.ToListAsync(cancellation);
        var wordIds = rows.Select(doubt => doubt.WordId).Distinct().ToList();
        var people = rows.Select(doubt => doubt.PersonId).Distinct().ToList();
        var words = (await context.Set<DoubtWord>().AsNoTracking().Where(word => wordIds.Contains(word.Id)).ToListAsync(cancellation))
            .ToDictionary(word => word.Id, word => (word.FileName, Header: word.HeaderBy(values), Value: word.ValueBy(values)));
        var names = await context.People.AsNoTracking().Where(person => people.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.FullName is { Length: > 0 } name ? name : person.Company ?? string.Empty, cancellation);
        return rows.ConvertAll(doubt =>
        {
            var (fileName, header, value) = words[doubt.WordId];
            return new OpenDoubt(
                doubt.Id, doubt.Sequence, doubt.WordId, doubt.PersonId, names[doubt.PersonId], doubt.ImportId, fileName, doubt.Line, header, value, doubt.Scope,
                doubt.ReceivedAt, doubt.RecordedAt);
        });
    }
}
