using System.Globalization;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People.Search;

/// <summary>Which people stand on one page of a list, and how many there are: never more work than a page is worth, however many people there are.</summary>
internal sealed class PeopleSearch(RegistryDbContext context, PeopleFilter filter)
{
    /// <summary>Of a text so many people are looked at; who wants another one types more letters.</summary>
    public const int NamedLimit = 300;

    /// <summary>With a facet so many people are counted and paged through.</summary>
    public const int FacetLimit = 10_000;

    // Fewer than this are read and sorted here; of more, the first on a page are near each other in the index of the order.
    private const int Few = 5_000;
    private const int FewOfTwo = 20_000;
    private const int Rare = 500;
    private const int BestLimit = 100;
    private const int MostWords = 8;

    private static readonly CompareInfo Names = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>The ids of one page.</summary>
    public sealed record Page(IReadOnlyList<Guid> Ids, int Total, bool HasMore = false);

    private sealed record Line(Guid Id, string FamilyName, string GivenName, string? Company, DateTimeOffset ChangedAt, string SearchText);

    /// <summary>Those of <paramref name="ids"/> whom the facets let through.</summary>
    public async Task<Page> AmongAsync(List<Guid> ids, CancellationToken cancellation) =>
        PageOf(await Lines(WithFacets(People.Where(person => ids.Contains(person.Id)))).ToListAsync(cancellation), []);

    /// <summary>Everybody whom the facets let through.</summary>
    public async Task<Page> AllAsync(CancellationToken cancellation)
    {
        if (filter is { Relationship: null, Language: null, Untold: false })
        {
            // Counted apart: a count without a condition reads no rows.
            var signposts = await context.People.CountAsync(person => person.MergedInto != null, cancellation);
            return await WalkAsync(People, await context.People.CountAsync(cancellation) - signposts, false, cancellation);
        }

        if (await FewUntoldAsync(cancellation) is { } untold)
        {
            return PageOf(await Lines(WithFacets(untold)).ToListAsync(cancellation), []);
        }

        // In the order of the list one would go past everybody whom the other facet leaves out.
        var few = filter.Language is null && !filter.Untold ? Few : FewOfTwo;
        if (filter.Relationship is { } relationship && await FewHoldersAsync(relationship, few, cancellation) is { } holders)
        {
            return PageOf(await Lines(Untold(filter.Language is { } language ? holders.Where(person => person.Language == language) : holders)).ToListAsync(cancellation), []);
        }

        var people = WithFacets(People);
        // A merged record has no relationships left, so that those may be counted alone.
        var counted = filter is { Relationship: { } only, Language: null }
            ? await context.Set<PersonRelationship>().Where(each => each.Relationship == only).Take(FacetLimit + 1).CountAsync(cancellation)
            : await people.Take(FacetLimit + 1).CountAsync(cancellation);
        return await WalkAsync(people, Math.Min(counted, FacetLimit), counted > FacetLimit, cancellation);
    }

    /// <summary>Those whose names and company fit the text.</summary>
    public async Task<Page> NamedAsync(CancellationToken cancellation)
    {
        var words = Words;
        if (words.Count == 0)
        {
            return new Page([], 0);
        }

        var found = await RareAsync(words, cancellation) ?? await FirstAsync(words, cancellation);
        return PageOf([.. found.Take(NamedLimit)], words) with { HasMore = found.Count > NamedLimit };
    }

    /// <summary>Everybody whom the facets let through, however many there are: ids alone, so that a million take sixteen megabytes.</summary>
    public Task<List<Guid>> EverybodyAsync(CancellationToken cancellation) =>
        Ordered(WithFacets(People), filter.Descending).Select(person => person.Id).ToListAsync(cancellation);

    /// <summary>Everybody whose names and company fit the text, however many, in the order of the list.</summary>
    public async Task<IReadOnlyList<Guid>> EverybodyNamedAsync(CancellationToken cancellation)
    {
        var words = Words;
        if (words.Count == 0)
        {
            return [];
        }

        if (await RareAsync(words, cancellation) is not { } found)
        {
            found = await FitAsync(words, NameFit.BeginningOfWord, cancellation, int.MaxValue);
            found = found.Count > NamedLimit ? found : await WithinAsync(words, found, int.MaxValue, cancellation);
        }

        return PageOf(found, words).Ids;
    }

    private List<string> Words => [.. SearchText.WordsOf(filter.Text).Take(MostWords)];

    /// <summary>Those who have a rare relationship and fit; null where it is not rare. Of the many who fit the text each would be asked for it.</summary>
    private async Task<List<Line>?> RareAsync(List<string> words, CancellationToken cancellation) =>
        filter.Relationship is { } relationship && await FewHoldersAsync(relationship, Rare, cancellation) is { } few
            ? (await Lines(WithFacets(few)).ToListAsync(cancellation)).FindAll(line => Fits(line, words))
            : null;

    /// <summary>So many that a page of them and the word that there are more can be told.</summary>
    private async Task<List<Line>> FirstAsync(List<string> words, CancellationToken cancellation)
    {
        var found = await FitAsync(words, NameFit.BeginningOfWord, cancellation);
        // Too many: those who fit best must be among them.
        return found.Count > NamedLimit
            ? [.. (await FitAsync(words, NameFit.WholeWord, cancellation, BestLimit)).Concat(found).DistinctBy(line => line.Id)]
            : await WithinAsync(words, found, NamedLimit + 1, cancellation);
    }

    /// <summary>Few were found: letters within a word may find more.</summary>
    private async Task<List<Line>> WithinAsync(List<string> words, List<Line> found, int limit, CancellationToken cancellation) =>
        words.Exists(word => word.Length > 2)
            ? [.. found.Concat(await FitAsync(words, NameFit.Within, cancellation, limit)).DistinctBy(line => line.Id)]
            : found;

    /// <summary>Those who have a relationship, where they are no more than <paramref name="most"/>; null where they are.</summary>
    private async Task<IQueryable<Person>?> FewHoldersAsync(Relationship relationship, int most, CancellationToken cancellation)
    {
        var holders = context.Set<PersonRelationship>().AsNoTracking().Where(each => each.Relationship == relationship);
        return await holders.Take(most + 1).CountAsync(cancellation) > most
            ? null
            : holders.Join(People, each => each.PersonId, person => person.Id, (_, person) => person);
    }

    private IQueryable<Person> People => context.People.AsNoTracking().Where(person => person.MergedInto == null);

    private IQueryable<Person> WithFacets(IQueryable<Person> people)
    {
        if (filter.Relationship is { } relationship)
        {
            people = people.Where(person => person.Relationships.Any(each => each.Relationship == relationship));
        }

        return Untold(filter.Language is { } language ? people.Where(person => person.Language == language) : people);
    }

    private IQueryable<Article14Notice> AllUntold => context.Set<Article14Notice>().Where(each => filter.UntoldSince == null || each.ObtainedOn < filter.UntoldSince);

    private IQueryable<Person> Untold(IQueryable<Person> people) => filter.Untold ? people.Where(person => AllUntold.Any(each => each.PersonId == person.Id)) : people;

    /// <summary>Whom nobody told, where those are wanted and few; null where they are not.</summary>
    private async Task<IQueryable<Person>?> FewUntoldAsync(CancellationToken cancellation) =>
        filter.Untold && await AllUntold.Take(Few + 1).CountAsync(cancellation) <= Few
            ? AllUntold.Join(People, each => each.PersonId, person => person.Id, (_, person) => person)
            : null;

    private Task<List<Line>> FitAsync(List<string> words, NameFit fit, CancellationToken cancellation, int limit = NamedLimit + 1) =>
        Lines(Untold(context.Named<Person>(new NameSearch(words, fit, filter.Language, filter.Relationship, limit)).AsNoTracking())).ToListAsync(cancellation);

    private static IQueryable<Line> Lines(IQueryable<Person> people) =>
        people.Select(person => new Line(person.Id, person.FamilyName, person.GivenName, person.Company, person.ChangedAt, person.SearchText));

    // The far half is read from the other end, so that no page is further away than half the people.
    private async Task<Page> WalkAsync(IQueryable<Person> people, int total, bool hasMore, CancellationToken cancellation)
    {
        var take = Math.Clamp(total - filter.Skip, 0, filter.Take);
        var fromTheEnd = !hasMore && filter.Skip > total / 2;
        var ids = await Ordered(people, filter.Descending != fromTheEnd).Select(person => person.Id)
            .Skip(fromTheEnd ? total - filter.Skip - take : filter.Skip).Take(take).ToListAsync(cancellation);
        if (fromTheEnd)
        {
            ids.Reverse();
        }

        return new Page(ids, total, hasMore);
    }

    private IQueryable<Person> Ordered(IQueryable<Person> people, bool descending) => (filter.Order, descending) switch
    {
        (PeopleOrder.Company, false) => people.OrderBy(person => person.Company).ThenBy(person => person.Id),
        (PeopleOrder.Company, true) => people.OrderByDescending(person => person.Company).ThenByDescending(person => person.Id),
        (PeopleOrder.Changed, false) => people.OrderBy(person => person.ChangedAt).ThenBy(person => person.Id),
        (PeopleOrder.Changed, true) => people.OrderByDescending(person => person.ChangedAt).ThenByDescending(person => person.Id),
        (_, true) => people.OrderByDescending(person => person.FamilyName).ThenByDescending(person => person.GivenName).ThenByDescending(person => person.Id),
        _ => people.OrderBy(person => person.FamilyName).ThenBy(person => person.GivenName).ThenBy(person => person.Id),
    };

    private Page PageOf(List<Line> lines, List<string> words)
    {
        var byName = Comparer<Line>.Create((a, b) => Compare(a.FamilyName, b.FamilyName) is var family and not 0 ? family
            : Compare(a.GivenName, b.GivenName) is var given and not 0 ? given : a.Id.CompareTo(b.Id));
        Comparer<Line> order = filter.Order switch
        {
            PeopleOrder.Company => Comparer<Line>.Create((a, b) => Compare(a.Company, b.Company) is var company and not 0 ? company : byName.Compare(a, b)),
            PeopleOrder.Changed => Comparer<Line>.Create((a, b) => a.ChangedAt.CompareTo(b.ChangedAt) is var changed and not 0 ? changed : byName.Compare(a, b)),
            _ => byName,
        };
        var sorted = filter.Order == PeopleOrder.Fit && words.Count > 0
            ? lines.OrderBy(line => WorstFit(line, words)).ThenBy(line => line, byName)
            : filter.Descending ? lines.OrderDescending(order) : lines.Order(order);
        return new Page([.. sorted.Skip(filter.Skip).Take(filter.Take).Select(line => line.Id)], lines.Count);
    }

    private static bool Fits(Line line, List<string> words)
    {
        var own = SearchText.WordsOf(line.SearchText);
        return words.TrueForAll(word => own.Any(each => word.Length > 2 ? each.Contains(word, StringComparison.Ordinal) : each.StartsWith(word, StringComparison.Ordinal)));
    }

    private static NameFit WorstFit(Line line, List<string> words)
    {
        var own = SearchText.WordsOf(line.SearchText);
        return words.Max(word => own.Contains(word) ? NameFit.WholeWord
            : own.Any(each => each.StartsWith(word, StringComparison.Ordinal)) ? NameFit.BeginningOfWord : NameFit.Within);
    }

    private static int Compare(string? a, string? b) => Names.Compare(a, b, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);
}
