namespace ConsentRegistry.Core.Imports;

/// <summary>
/// Judges the rows of a file (DESIGN 4 "Import", INTERFACES 1). Rows are added in the order of the file with what is known of them;
/// no outcome is settled before the last row is in, because a later row may join two earlier ones. Pure: no database, no clock.
/// </summary>
public sealed class ImportRowRules
{
    private readonly RowGroups groups = new();
    private readonly List<long> lines = [];
    private readonly List<RejectionReason> rejections = [];
    private readonly List<PersonName> names = [];
    private readonly HashSet<int> suppressed = [];
    private readonly List<Match> matches = [];

    /// <summary>Rows added so far, rejected ones included.</summary>
    public int Count => lines.Count;

    /// <summary>Adds a row that cannot be taken in.</summary>
    public void Reject(long line, RejectionReason reason) => Add(line, [], reason, default);

    /// <summary>Adds an accepted row.</summary>
    /// <param name="row">Its values.</param>
    /// <param name="isSuppressed">Whether one of its addresses or numbers is under a person-wide bar, an address list or a domain entry; a lifted entry counts (RULES S-3).</param>
    /// <param name="known">Everybody in the registry who has one of its addresses or numbers.</param>
    public void Accept(ImportRow row, bool isSuppressed, IReadOnlyList<KnownPerson> known)
    {
        var index = Count;
        Add(row.Line, row.Keys, default, PersonName.Of(row.GivenName, row.FamilyName));
        if (isSuppressed)
        {
            suppressed.Add(index);
        }

        foreach (var person in known)
        {
            matches.Add(new Match(index, person.Id, PersonName.Of(person.GivenName, person.FamilyName), person.GainsFromRow));
        }
    }

    /// <summary>The outcome of every row, in the order of the file. To be called once, after the last row.</summary>
    public IEnumerable<JudgedRow> Judge()
    {
        var barred = suppressed.Select(groups.FirstOf).ToHashSet();
        var people = matches.ToLookup(m => groups.FirstOf(m.Row));
        for (var i = 0; i < Count; i++)
        {
            if (rejections[i] != default)
            {
                yield return new JudgedRow(lines[i], RowOutcome.Rejected, rejections[i], lines[i], null);
                continue;
            }

            var first = groups.FirstOf(i);
            var known = people[first].ToList();
            var outcome = barred.Contains(first) ? RowOutcome.Suppressed
                : first != i ? RowOutcome.DuplicateInFile
                : OutcomeOf(i, known);
            Guid? person = known.Count > 0 && known.TrueForAll(m => m.Person == known[0].Person) ? known[0].Person : null;
            yield return new JudgedRow(lines[i], outcome, null, lines[first], person);
        }
    }

    private RowOutcome OutcomeOf(int row, List<Match> known)
    {
        if (known.Count == 0)
        {
            return RowOutcome.Created;
        }

        if (known.Exists(m => m.Person != known[0].Person) || names[row].DiffersFrom(known[0].Name))
        {
            return RowOutcome.NeedsReview;
        }

        // Known only through a later row of the same person: then this row brings an address that the person lacks.
        var own = known.Find(m => m.Row == row);
        return own.Person == default || own.Gains ? RowOutcome.Updated : RowOutcome.Unchanged;
    }

    private void Add(long line, IEnumerable<string> keys, RejectionReason rejection, PersonName name)
    {
        groups.Add(keys);
        lines.Add(line);
        rejections.Add(rejection);
        names.Add(name);
    }

    private readonly record struct Match(int Row, Guid Person, PersonName Name, bool Gains);
}
