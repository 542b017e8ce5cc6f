using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>Sets or lifts the restriction of Article 18: while it is in force nothing goes out but answers in the person's own case (rule G-04).</summary>
public sealed class RestrictPerson(RegistryWriter writer, IDbContextFactory<RegistryDbContext> contexts, SuppressionIndex index)
{
    public async Task<Result<Guid>> ExecuteAsync(Guid person, bool restricted, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        await using (var context = contexts.CreateDbContext())
        {
            if (!await context.People.AnyAsync(each => each.Id == person && each.MergedInto == null, cancellation))
            {
                return Refusal.PersonNotFound;
            }

            var standing = Standing.Fold((await PersonHistory.EventsOfAsync(context, [person], cancellation))[person]);
            if (standing.Restricted == restricted)
            {
                return Refusal.NothingToChange;
            }
        }

        // Waiting hand-overs check again before and after: none may pass the restriction.
        index.Touch(person);
        await writer.WriteAsync(
            write => write.Ledger.AppendAsync(new LedgerDraft(restricted ? LedgerEventType.RestrictionSet : LedgerEventType.RestrictionLifted, person, write.At, write.At, by)
            {
                ActId = Guid.CreateVersion7(write.At),
                Payload = new EventPayload { Note = reason },
            }),
            cancellation);
        index.Touch(person);
        return person;
    }
}
