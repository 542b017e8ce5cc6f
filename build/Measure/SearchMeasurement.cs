using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Measure;

/// <summary>
/// Finding people, as the pages ask it: first page, bars of the people shown folded. The peer is the plain scan with LIKE that it
/// replaced, for the same texts in the same run, without the folding.
/// </summary>
internal static class SearchMeasurement
{
    private const int Rounds = 40;
    private const int PeerRounds = 2;
    private const int Beginning = 3;
    private const string ComparedWith = "*";

    public static async Task RunAsync(string data)
    {
        await using var provider = await OpenRegistry.OfAsync(data);
        var people = provider.GetRequiredService<PeopleQueries>();
        var contexts = provider.GetRequiredService<IDbContextFactory<RegistryDbContext>>();
        var count = (await people.ListAsync(new PeopleFilter())).Total;
        Console.WriteLine($"{count} people");
        await TextsAsync(people, contexts, count);
        await PagesAsync(people, count);
    }

    private static async Task TextsAsync(PeopleQueries people, IDbContextFactory<RegistryDbContext> contexts, int count)
    {
        var (all, peers) = (new Timings(), new Timings());
        Console.WriteLine("\n| typed | found | p50 | p95 | max | peer p50 | p95 | max |\n|---|---|---|---|---|---|---|---|");
        foreach (var (kind, next) in Kinds(count))
        {
            var (own, peer) = (new Timings(), new Timings());
            var found = 0;
            for (var i = 0; i < Rounds; i++)
            {
                var filter = next() with { Order = PeopleOrder.Fit };
                found = (await own.AddAsync(() => people.ListAsync(filter))).Total;
                if (i < PeerRounds && kind.StartsWith(ComparedWith, StringComparison.Ordinal))
                {
                    await peer.AddAsync(() => ScanAsync(contexts, filter));
                }
            }

            all.Add(own);
            peers.Add(peer);
            Console.WriteLine($"| {kind.TrimStart('*')} | {found} | {own} | {peer} |");
        }

        Console.WriteLine($"| **all {all.Count}** | | {all} | {peers} |");
    }

    private static async Task PagesAsync(PeopleQueries people, int count)
    {
        Console.WriteLine("\n| page without text | p50 | p95 | max |\n|---|---|---|---|");
        (string, PeopleFilter)[] pages =
        [
            ("first, by name", new()),
            ("first, by company", new() { Order = PeopleOrder.Company }),
            ("first, last changed", new() { Order = PeopleOrder.Changed, Descending = true }),
            ("the middle, by name", new() { Skip = count / 2 }),
            ("the last, by company", new() { Order = PeopleOrder.Company, Skip = count - 20 }),
            ("first, French", new() { Language = "fr" }),
            ("page 400, French, by name", new() { Language = "fr", Skip = 9_975 }),
            ("first, clients", new() { Relationship = Relationship.Client }),
            ("first, suppliers (1 %)", new() { Relationship = Relationship.Supplier }),
            ("first, referees (none)", new() { Relationship = Relationship.Referee }),
            ("page 400, suppliers who read French", new() { Relationship = Relationship.Supplier, Language = "fr", Skip = 9_975 }),
        ];
        foreach (var (name, filter) in pages)
        {
            var timings = new Timings();
            for (var i = 0; i < Rounds; i++)
            {
                await timings.AddAsync(() => people.ListAsync(filter));
            }

            Console.WriteLine($"| {name} | {timings} |");
        }
    }

    private static IEnumerable<(string Kind, Func<PeopleFilter> Next)> Kinds(int count)
    {
        var names = new InventedNames(7);
        var random = new Random(11);
        string Part(string name) => name.Length <= Beginning ? name : name[..random.Next(Beginning, name.Length)];
        PeopleFilter Text(string text) => new() { Text = text };
        yield return ("one letter", () => Text(names.Family[..1]));
        yield return ("two letters", () => Text(names.Family[..2]));
        yield return ("*three letters", () => Text(names.Family[..3]));
        yield return ("given name (common)", () => Text(names.Given));
        yield return ("beginning of a family name", () => Text(Part(names.Family)));
        yield return ("*given and family name", () => Text($"{names.Given} {names.Family}"));
        yield return ("family name and one letter", () => Text($"{names.Family} {names.Given[..1]}"));
        yield return ("letters within a name", () => Text(names.Family[1..]));
        yield return ("*company", () => Text(names.Company));
        yield return ("two common given names", () => Text("jan an"));
        yield return ("four common words", () => Text("van den berghe an"));
        yield return ("*no match", () => Text($"{names.Family} qzx"));
        yield return ("common name, rare relationship", () => Text("an") with { Relationship = Relationship.Supplier });
        yield return ("common name, relationship of nobody", () => Text("an") with { Relationship = Relationship.Referee });
        yield return ("piece of a number", () => Text("0400 12"));
        yield return ("piece of an e-mail address", () => Text($"p{random.Next(count)}@kan"));
        yield return ("e-mail address", () => Text(PeopleMaking.MailOf(random.Next(count)).ToUpperInvariant()));
        yield return ("number, another spelling", () => Text("+32 (0)" + PeopleMaking.PhoneOf(random.Next(Math.Min(count, 890_000)))[1..]));
        yield return ("barred address of nobody", () => Text(PeopleMaking.SuppressedNobody(random.Next(count / 500))));
    }

    private static async Task<int> ScanAsync(IDbContextFactory<RegistryDbContext> contexts, PeopleFilter filter)
    {
        await using var context = contexts.CreateDbContext();
        var people = context.People.AsNoTracking().Where(person => person.MergedInto == null);
        foreach (var word in SearchText.Fold(filter.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            people = people.Where(person => (" " + person.SearchText).Contains(" " + word));
        }

        if (filter.Relationship is { } relationship)
        {
            people = people.Where(person => person.Relationships.Any(each => each.Relationship == relationship));
        }

        var total = await people.CountAsync();
        await people.OrderBy(person => person.FamilyName).ThenBy(person => person.GivenName).Take(filter.Take).Include(person => person.Relationships).ToListAsync();
        return total;
    }
}
