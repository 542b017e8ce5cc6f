using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Rows;

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
    private readonly Dictionary<int, SuppressionReason> suppressed = [];
    private readonly List<Match> matches = [];

    /// <summary>Rows added so far, rejected ones included.</summary>
    public int Count => lines.Count;

    /// <summary>Adds a row that cannot be taken in.</summary>
    public void Reject(long line, RejectionReason reason) => Add(line, [], reason, default);

    /// <summary>Adds an accepted row.</summary>
    /// <param name="row">Its values.</param>
    /// <param name="suppression">Why one of its addresses, numbers or domains is under a person-wide entry, lifted or not (RULES S-3): <c>Erasure</c> or <c>OptOut</c>; null when none is.</param>
    /// <param name="known">Everybody in the registry who has one of its addresses or numbers.</param>
    public void Accept(ImportRow row, SuppressionReason? suppression, IReadOnlyList<KnownPerson> known)
    {
        var index = Count;
        Add(row.Line, row.Keys, default, PersonName.Of(row.GivenName, row.FamilyName));
        if (suppression is { } reason)
        {
            suppressed.Add(index, reason);
        }

        foreach (var person in known)
        {
            matches.Add(new Match(index, person.Id, PersonName.Of(person.GivenName, person.FamilyName), person.GainsFromRow, person.LacksAddress));
        }
    }

    /// <summary>The index of the first row of the same person, from 0. To be asked after the last row.</summary>
    public int FirstOf(int row) => groups.FirstOf(row);

    /// <summary>The outcome of every row, in the order of the file. To be called after the last row.</summary>
    public IEnumerable<JudgedRow> Judge()
    {
        var barred = BarredGroups();
        var people = matches.ToLookup(m => groups.FirstOf(m.Row));
        for (var i = 0; i < Count; i++)
        {
            if (rejections[i] != default)
            {
                yield return new JudgedRow(lines[i], RowOutcome.Rejected, lines[i]) { Rejection = rejections[i] };
                continue;
            }

            var first = groups.FirstOf(i);
            var known = people[first].ToList();
            var row = new JudgedRow(lines[i], RowOutcome.Created, lines[first])
            {
                Person = known.Count > 0 && known.TrueForAll(m => m.Person == known[0].Person) ? known[0].Person : null,
            };
            yield return barred.TryGetValue(first, out var reason)
                ? row with { Outcome = RowOutcome.Suppressed, Suppression = suppressed.GetValueOrDefault(i, reason) }
                : first != i ? row with { Outcome = RowOutcome.DuplicateInFile }
                : Judge(row, i, known);
        }
    }

    /// <summary>The groups with a suppressed row, by first row; an erasure is told before an opt-out.</summary>
    private Dictionary<int, SuppressionReason> BarredGroups()
    {
        var barred = new Dictionary<int, SuppressionReason>();
        foreach (var (row, reason) in suppressed)
        {
            var first = groups.FirstOf(row);
            barred[first] = reason == SuppressionReason.Erasure ? reason : barred.GetValueOrDefault(first, reason);
        }

        return barred;
    }

    private JudgedRow Judge(JudgedRow judged, int row, List<Match> known)
    {
        if (known.Count == 0)
        {
            return judged;
        }

        // Known only through a later row of the same person: then none of this row's addresses is the person's.
        var own = known.Find(m => m.Row == row);
        ReviewReason? review = judged.Person is null ? ReviewReason.SeveralPeople
            : names[row].DiffersFrom(known[0].Name) ? ReviewReason.OtherName
            : own.Person == default || own.Lacks ? ReviewReason.NewAddress
            : null;
        return judged with
        {
            Outcome = review is not null ? RowOutcome.NeedsReview : own.Gains ? RowOutcome.Updated : RowOutcome.Unchanged,
            Review = review,
        };
    }

    private void Add(long line, IEnumerable<string> keys, RejectionReason rejection, PersonName name)
    {
        groups.Add(keys);
        lines.Add(line);
        rejections.Add(rejection);
        names.Add(name);
    }

    private readonly record struct Match(int Row, Guid Person, PersonName Name, bool Gains, bool Lacks);
}
