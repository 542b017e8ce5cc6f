using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>What a person said no to.</summary>
public sealed record NewOptOut(BarScope Scope)
{
    /// <summary><see cref="SuppressionReason.OptOut"/>, or <c>Objection</c> and <c>Complaint</c>, which are person-wide whatever the scope.</summary>
    public SuppressionReason Reason { get; init; } = SuppressionReason.OptOut;

    /// <summary>When the wish reached us, in whatever way (RULES S-7); null for now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public string? Note { get; init; }

    public Evidence Evidence { get; init; } = Evidence.None;

    public required EntryPoint EntryPoint { get; init; }

    /// <summary>
    /// Nothing is recorded of a known person who says the same already, for whoever records it of many at once. Where an opt-in came after what stands there it is recorded all the same:
    /// what that lifts is for the gate to judge.
    /// </summary>
    public bool UnlessSaid { get; init; }

    internal bool IsSaidBy(Standing standing) => standing.Bars.Any(bar =>
        Reason switch
        {
            SuppressionReason.Objection => bar.Type == LedgerEventType.Objection,
            SuppressionReason.Complaint => bar.Type == LedgerEventType.Complaint,
            _ => new BarScope(bar.Topic, bar.Channel).Covers(Scope),
        }
        && standing.OptIns.All(optIn => optIn.At < bar.At && optIn.Sequence < bar.Sequence));
}

/// <summary>What an opt-out did.</summary>
/// <param name="People">The people on whom it was recorded.</param>
/// <param name="Addresses">How many addresses it bars.</param>
/// <param name="Behind">It holds, but is not in the database yet: an alarm for staff, not a failure for the person.</param>
public sealed record OptOutDone(IReadOnlyList<Guid> People, int Addresses, bool Behind);

/// <summary>
/// Records a withdrawal, opt-out, objection or complaint: one action, no identity check (RULES S-6). It holds for every person who has the
/// address and goes onto every address of each (S-8, N-5). It writes its own line in the audit trail where an operator recorded it, and waits for
/// no disk but the journal's.
/// </summary>
public sealed class RecordOptOut(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, AddressHolders addressHolders, RecordBar record, PropagateBars propagate, AuditOptOuts audit, TimeProvider time)
{
    /// <summary>For a known person.</summary>
    /// <returns><see cref="Refusal.PersonNotFound"/>, or <see cref="Refusal.NothingToChange"/> where that was asked for.</returns>
    public async Task<Result<OptOutDone>> ExecuteAsync(Guid person, NewOptOut optOut, string by, CancellationToken cancellation = default)
    {
        await using (var context = contexts.CreateDbContext())
        {
            if (!await context.People.AnyAsync(each => each.Id == person && each.MergedInto == null, cancellation))
            {
                return Refusal.PersonNotFound;
            }

            if (optOut.UnlessSaid && optOut.IsSaidBy(Standing.Fold((await PersonHistory.EventsOfAsync(context, [person], cancellation))[person])))
            {
                return Refusal.NothingToChange;
            }
        }

        return await BarAsync([person], null, [optOut], by, cancellation);
    }

    /// <summary>For an address, whoever has it, and also when nobody has it.</summary>
    public Task<Result<OptOutDone>> ExecuteAsync(Address address, NewOptOut optOut, string by, CancellationToken cancellation = default) =>
        ExecuteAsync(address, [optOut], by, cancellation);

    /// <summary>Several wishes for an address, as one act: all of them hold, or none. (A power failure during the write may keep the first of them; nobody has been told of it then.)</summary>
    public async Task<Result<OptOutDone>> ExecuteAsync(Address address, IReadOnlyCollection<NewOptOut> optOuts, string by, CancellationToken cancellation = default)
    {
        List<Guid> holders;
        await using (var context = contexts.CreateDbContext())
        {
            holders = await addressHolders.OfAsync(context, address, cancellation);
        }

        return await BarAsync(holders, address, optOuts, by, cancellation);
    }

    private async Task<Result<OptOutDone>> BarAsync(
        List<Guid> people, Address? address, IReadOnlyCollection<NewOptOut> optOuts, string by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (optOuts.Any(optOut => optOut.ReceivedAt > now))
        {
            return Refusal.InFuture;
        }

        var acts = new List<BarAct>();
        foreach (var (person, addresses) in await AddressesOfAsync(people, address, cancellation))
        {
            acts.AddRange(optOuts.Select(optOut => ActOf(person, addresses, optOut, by, now)));
        }

        var applied = await record.ExecuteAsync(acts, cancellation);
        // It holds: what follows may come later, and is not to be called off.
        await audit.RecordAsync(acts);
        if (applied)
        {
            await propagate.ToOthersAsync(acts.SelectMany(act => act.Addresses), people, by, CancellationToken.None);
        }

        return new OptOutDone(people, acts.SelectMany(act => act.Addresses).Distinct().Count(), !applied);
    }

    /// <returns>The addresses that are barred with each person; the address alone where nobody has it.</returns>
    private async Task<List<(Guid Person, List<Address> Addresses)>> AddressesOfAsync(List<Guid> people, Address? address, CancellationToken cancellation)
    {
        if (people.Count == 0)
        {
            return [(Guid.Empty, [address!])];
        }

        await using var context = contexts.CreateDbContext();
        var points = (await context.ContactPoints.AsNoTracking().Where(point => people.Contains(point.PersonId)).ToListAsync(cancellation)).ToLookup(point => point.PersonId);
        // An address that cannot be read is barred through the person: the bar is on the person, whatever the addresses are.
        return people.ConvertAll(person => (
            person,
            (List<Address>)[.. points[person].Select(cipher.TryReveal).OfType<Address>().Where(each => each.Mailbox != address?.Mailbox), .. address is null ? (Address[])[] : [address]]));
    }

    private static BarAct ActOf(Guid person, IReadOnlyList<Address> addresses, NewOptOut optOut, string by, DateTimeOffset now)
    {
        var (type, scope) = optOut.Reason switch
        {
            SuppressionReason.Objection => (LedgerEventType.Objection, BarScope.Everything),
            SuppressionReason.Complaint => (LedgerEventType.Complaint, BarScope.Everything),
            _ => (PropagateBars.TypeOf(optOut.Scope), optOut.Scope),
        };
        return new BarAct(JournalKind.Bar, type, person, addresses)
        {
            ActId = Guid.CreateVersion7(now),
            Scope = scope,
            Reason = optOut.Reason,
            ReceivedAt = optOut.ReceivedAt ?? now,
            EntryPoint = optOut.EntryPoint,
            Operator = by,
            Payload = new EventPayload
            {
                Note = optOut.Note,
                Evidence = optOut.Evidence,
            },
        };
    }
}
