using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>
/// Opens every protected value of people: contact points and notes. One that does not open, or that its index does not find, would leave
/// somebody unreached or a bar unmet, and nothing else would tell.
/// </summary>
public sealed class VerifyPeople(ContactPointCipher cipher, ProtectedValues values) : ITableVerifier
{
    public async Task ExecuteAsync(VerificationRun run, CancellationToken cancellation)
    {
        await run.FindFirstAsync("ContactPoints", run.Context.ContactPoints.AsNoTracking().OrderBy(point => point.Id).AsAsyncEnumerable(), ProblemOf, cancellation);
        await run.FindFirstAsync(
            "People", run.Context.People.AsNoTracking().Where(person => person.ProtectedNotes != null).OrderBy(person => person.Id).AsAsyncEnumerable(), ProblemOf, cancellation);
    }

    private string? ProblemOf(ContactPoint point) => cipher.TryReveal(point) switch
    {
        null => $"the address of contact point {point.Id} of person {point.PersonId} was changed",
        var address when address.Kind != point.Kind || !cipher.IndexOf(address).AsSpan().SequenceEqual(point.MailboxIndex) =>
            $"contact point {point.Id} of person {point.PersonId} is not found by its address: its index was changed",
        _ => null,
    };

    private string? ProblemOf(Person person) => values.TryReveal(person.ProtectedNotes!, EditPerson.NotesColumn, person.Id) is not null ? null : $"the notes on person {person.Id} were changed";
}
