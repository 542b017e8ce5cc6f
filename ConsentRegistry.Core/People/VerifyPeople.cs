using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>
/// Opens every protected value outside the ledger: contact points, notes, addresses of deliveries, uploaded lists. One that does not open, or
/// that its index does not find, would leave somebody unreached or a bar unmet, and nothing else would tell.
/// </summary>
public sealed class VerifyPeople(AddressBook book, ProtectedValues values)
{
    /// <param name="context">One snapshot of the registry.</param>
    /// <param name="findings">Gets the first bad row of each table.</param>
    public async Task ExecuteAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        await FirstAsync("ContactPoints", context.ContactPoints.AsNoTracking().OrderBy(point => point.Id), ProblemOf, findings, cancellation);
        await FirstAsync("People", context.People.AsNoTracking().Where(person => person.ProtectedNotes != null).OrderBy(person => person.Id), ProblemOf, findings, cancellation);
        await FirstAsync("Deliveries", context.Set<Delivery>().AsNoTracking().OrderBy(delivery => delivery.Id), ProblemOf, findings, cancellation);
        await FirstAsync("Campaigns", context.Set<Campaign>().AsNoTracking().Where(campaign => campaign.ProtectedList != null).OrderBy(campaign => campaign.Id), ProblemOf, findings, cancellation);
    }

    private static async Task FirstAsync<T>(string table, IQueryable<T> rows, Func<T, string?> problemOf, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        long row = 0;
        try
        {
            await foreach (var each in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                row++;
                if (problemOf(each) is { } problem)
                {
                    findings.Add(new(table, row, problem));
                    return;
                }
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            findings.Add(new(table, row + 1, "the row cannot be read"));
        }
    }

    private string? ProblemOf(ContactPoint point) => book.TryReveal(point) switch
    {
        null => $"the address of contact point {point.Id} of person {point.PersonId} was changed",
        var address when address.Kind != point.Kind || !book.IndexOf(address).AsSpan().SequenceEqual(point.MailboxIndex) =>
            $"contact point {point.Id} of person {point.PersonId} is not found by its address: its index was changed",
        _ => null,
    };

    private string? ProblemOf(Person person) => values.TryReveal(person.ProtectedNotes!, EditPerson.NotesColumn, person.Id) is not null ? null : $"the notes on person {person.Id} were changed";

    private string? ProblemOf(Delivery delivery) =>
        delivery.IsErased || delivery.AddressBy(values) is not null ? null : $"the address of delivery {delivery.Id} was changed";

    private string? ProblemOf(Campaign campaign) =>
        campaign.ListBy(values) is not null ? null : $"the list of campaign {campaign.Id} was changed";
}
