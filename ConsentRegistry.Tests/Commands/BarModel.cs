using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Commands;

/// <summary>
/// What must be barred, said as simply as it can be: a bar is on addresses and on people; whoever has a barred address is barred, and so
/// are all of a barred person's addresses, now and later. Nothing ever takes a bar away (RULES S-2, S-3, S-8, N-5).
/// </summary>
internal sealed class BarModel
{
    private readonly Dictionary<string, HashSet<BarScope>> onAddresses = [];
    private readonly Dictionary<Guid, HashSet<BarScope>> onPeople = [];
    private readonly Dictionary<Guid, HashSet<string>> people = [];

    public IReadOnlyList<Guid> People => [.. people.Keys];

    public IReadOnlyCollection<string> Addresses => onAddresses.Keys;

    public IReadOnlyList<string> AddressesOf(Guid person) => [.. people[person]];

    public bool IsBarred(string address, Topic topic, Channel channel) => onAddresses.TryGetValue(address, out var bars)
        && bars.Any(bar => (bar.Topic is null || bar.Topic == topic) && (bar.Channel is null || bar.Channel == channel));

    public string Describe(string address) =>
        $"{address} [{string.Join(", ", BarsOf(address))}], held by {string.Join(" and ", people.Where(each => each.Value.Contains(address)).Select(each => $"{each.Key} with {string.Join(' ', each.Value)}"))}";

    /// <returns>The addresses that an act touched.</returns>
    public IReadOnlyCollection<string> Bar(string address, BarScope scope)
    {
        BarsOf(address).Add(scope);
        return Spread(address);
    }

    public IReadOnlyCollection<string> Register(Guid person, IEnumerable<string> addresses)
    {
        people[person] = [.. addresses];
        onPeople[person] = [];
        return SpreadFrom(person);
    }

    /// <summary>A person who was found to hold an address.</summary>
    public IReadOnlyCollection<string> Meet(Guid person, string address) =>
        people.ContainsKey(person) ? AddAddress(person, address) : Register(person, [address]);

    /// <summary>A file: a row that says so, or one with an address that is barred in everything, bars its addresses in everything.</summary>
    public IReadOnlyCollection<string> Import(IReadOnlyList<(IReadOnlyList<string> Addresses, bool OptedOut)> rows)
    {
        var touched = new HashSet<string>();
        foreach (var (addresses, _) in rows.Where(row => row.OptedOut || row.Addresses.Any(address => BarsOf(address).Contains(BarScope.Everything))).ToList())
        {
            foreach (var address in addresses)
            {
                touched.UnionWith(Bar(address, BarScope.Everything));
            }
        }

        return touched;
    }

    public IReadOnlyCollection<string> AddAddress(Guid person, string address)
    {
        people[person].Add(address);
        return SpreadFrom(person);
    }

    public IReadOnlyCollection<string> RemoveAddress(Guid person, string address)
    {
        people[person].Remove(address);
        return [address, .. people[person]];
    }

    public IReadOnlyCollection<string> Merge(Guid from, Guid into)
    {
        people[into].UnionWith(people[from]);
        onPeople[into].UnionWith(onPeople[from]);
        people.Remove(from);
        return SpreadFrom(into);
    }

    public IReadOnlyCollection<string> Erase(Guid person)
    {
        var addresses = AddressesOf(person);
        people.Remove(person);
        return [.. addresses.SelectMany(address => Bar(address, BarScope.Everything))];
    }

    private HashSet<BarScope> BarsOf(string address)
    {
        if (!onAddresses.TryGetValue(address, out var bars))
        {
            onAddresses[address] = bars = [];
        }

        return bars;
    }

    private HashSet<string> Spread(string address)
    {
        var touched = new HashSet<string> { address };
        foreach (var person in People.Where(each => people[each].Contains(address)))
        {
            touched.UnionWith(SpreadFrom(person));
        }

        return touched;
    }

    /// <summary>From a person to their addresses, from these to the others who have them, until nothing moves.</summary>
    private HashSet<string> SpreadFrom(Guid person)
    {
        var touched = new HashSet<string>(people[person]);
        var left = new Queue<Guid>([person]);
        while (left.TryDequeue(out var next))
        {
            foreach (var address in people[next])
            {
                onPeople[next].UnionWith(BarsOf(address));
            }

            foreach (var address in people[next].Where(each => !BarsOf(each).IsSupersetOf(onPeople[next])))
            {
                BarsOf(address).UnionWith(onPeople[next]);
                touched.Add(address);
                foreach (var other in People.Where(each => each != next && people[each].Contains(address)))
                {
                    left.Enqueue(other);
                }
            }
        }

        return touched;
    }
}
