using System.Globalization;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;

namespace ConsentRegistry.Web.Components.Search;

/// <summary>
/// The audit of somebody who searches while typing. The first answer of a run is recorded before it is shown; the further answers are one more
/// entry at its end, which is an opened person, the end of the page, or the next answer after a pause. So nobody searches without an entry, and
/// a name of eight letters does not make eight. Between start and end nothing is written (docs/decisions/0011).
/// </summary>
/// <param name="place">Where it is searched: a word of a fixed list.</param>
public sealed class SearchRun(AuditTrail audit, CurrentOperator currentOperator, TimeProvider time, string place)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly HashSet<Guid> shown = [];
    private readonly HashSet<Guid> withAddress = [];
    private string by = "";
    private int answers;
    private int found;
    private DateTimeOffset lastAt;

    /// <summary>To be awaited before an answer is shown.</summary>
    /// <exception cref="UnauthorizedAccessException">The operator may not see people (any more).</exception>
    public async Task BeforeShowingAsync(FoundPeople answer, bool byText, int page = 1)
    {
        var allowed = await currentOperator.AllowedAsync(Policies.EditPeople);
        if (time.GetUtcNow() - lastAt > Pause)
        {
            await EndAsync();
        }

        if (answers == 0)
        {
            by = allowed;
            await audit.RecordAsync(by, AuditAction.PeopleSearched, details: new Dictionary<string, string>
            {
                ["place"] = place,
                ["found"] = Number(answer.Total),
                ["addresses"] = Number(answer.Rows.Count(row => row.Email is not null)),
                ["page"] = Number(page),
                ["byText"] = byText ? "yes" : "no",
            });
        }

        answers++;
        found = answer.Total;
        shown.UnionWith(answer.Rows.Select(row => row.Id));
        withAddress.UnionWith(answer.Rows.Where(row => row.Email is not null).Select(row => row.Id));
        lastAt = time.GetUtcNow();
    }

    /// <summary>The run is over: a person was opened, the page or the palette was left.</summary>
    public async Task EndAsync()
    {
        var (ended, people, addresses) = (answers, shown.Count, withAddress.Count);
        answers = 0;
        shown.Clear();
        withAddress.Clear();
        if (ended > 1)
        {
            await audit.RecordAsync(by, AuditAction.PeopleSearched, details: new Dictionary<string, string>
            {
                ["place"] = place,
                ["answers"] = Number(ended),
                ["people"] = Number(people),
                ["addresses"] = Number(addresses),
                ["found"] = Number(found),
            });
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
