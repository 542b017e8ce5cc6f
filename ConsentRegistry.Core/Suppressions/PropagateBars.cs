using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// When a barred address and a person meet (registered, edited, merged), the bar is recorded on the person with its first date and
/// extended to all the person's addresses (RULES S-8, N-5), and from these to the others who have them: an entry counts for everybody who
/// has the address. Running it again finds nothing to do.
/// </summary>
public sealed class PropagateBars(
    IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, SuppressionList list, RecordBar record, TimeProvider time)
{
    public Task ExecuteAsync(Guid person, string by, CancellationToken cancellation = default) => ExecuteAsync(person, EntryPoint.Propagation, by, cancellation);

    /// <param name="entryPoint">The one under which the further entries are written: that of an import, which has to know its own bars again.</param>
    internal async Task ExecuteAsync(Guid person, EntryPoint entryPoint, string by, CancellationToken cancellation)
    {
        var left = new Queue<Guid>([person]);
        while (left.TryDequeue(out var next))
        {
            var barred = await ExtendAsync(next, entryPoint, by, cancellation);
            (await HoldersAsync(barred, [next], cancellation)).ForEach(left.Enqueue);
        }
    }

    /// <summary>Extends the bar from addresses that were just barred to the people who have them.</summary>
    /// <param name="barred">The addresses.</param>
    /// <param name="known">The people on whom the bar stands already.</param>
    public async Task ToOthersAsync(IEnumerable<Address> barred, IReadOnlyCollection<Guid> known, string by, CancellationToken cancellation = default)
    {
        foreach (var other in await HoldersAsync([.. barred], known, cancellation))
        {
            await ExecuteAsync(other, by, cancellation);
        }
    }

    private async Task<List<Guid>> HoldersAsync(List<Address> addresses, IReadOnlyCollection<Guid> except, CancellationToken cancellation)
    {
        if (addresses.Count == 0)
        {
            return [];
        }

        var indexes = addresses.ConvertAll(cipher.IndexOf);
        await using var context = contexts.CreateDbContext();
        return await context.ContactPoints.Where(point => indexes.Contains(point.MailboxIndex) && !except.Contains(point.PersonId))
            .Select(point => point.PersonId).Distinct().ToListAsync(cancellation);
    }

    /// <returns>The addresses that were not barred in this way before.</returns>
    private async Task<List<Address>> ExtendAsync(Guid person, EntryPoint entryPoint, string by, CancellationToken cancellation)
    {
        List<Address> addresses;
        Standing standing;
        await using (var context = contexts.CreateDbContext())
        {
            var points = await context.ContactPoints.AsNoTracking().Where(point => point.PersonId == person).ToListAsync(cancellation);
            addresses = [.. points.Select(cipher.TryReveal).OfType<Address>()];
            standing = Standing.Fold((await PersonHistory.EventsOfAsync(context, [person], cancellation))[person]);
        }

        var entries = await list.EntriesOfAsync(addresses, cancellation);
        var acts = Acts(person, addresses, standing, entries, entryPoint, by).ToList();
        await record.ExecuteAsync(acts, cancellation);
        return [.. acts.SelectMany(act => act.Addresses).Distinct()];
    }

    private IEnumerable<BarAct> Acts(
        Guid person, List<Address> addresses, Standing standing, ILookup<Address, SuppressionEntry> entries, EntryPoint entryPoint, string by)
    {
        // What a bar is, apart from the address: the same wish is not written twice on the same address.
        static (BarScope, SuppressionReason, DateTimeOffset) WishOf(SuppressionEntry entry) => (entry.Scope, entry.Reason, entry.ReceivedAt);

        var wishes = addresses.SelectMany(address => entries[address])
            .Where(entry => entry.Reason != SuppressionReason.HardBounce)
            .GroupBy(WishOf);
        foreach (var wish in wishes)
        {
            var first = wish.First();
            // The spread of a person-wide erasure entry to a new record's other addresses is what keeps them barred after the record goes.
            var missing = addresses.Where(address => !entries[address].Any(entry => WishOf(entry) == wish.Key)).ToList();
            var type = TypeOf(first);
            var onPerson = standing.Bars.Any(bar => bar.Type == type && bar.At == first.ReceivedAt && bar.Topic == first.Topic && bar.Channel == first.Channel);
            if (missing.Count > 0 || !onPerson)
            {
                yield return Act(person, missing, type, first.Scope, first.Reason, first.ReceivedAt, first.ActId, entryPoint, by);
            }
        }

        // A bar of the person on an address that was added later; the one just read from another address is handled above.
        foreach (var bar in standing.Bars)
        {
            var scope = new BarScope(bar.Topic, bar.Channel);
            var missing = addresses.Where(address => !entries[address].Any(entry => entry.ReceivedAt == bar.At && entry.Scope == scope)).ToList();
            if (missing.Count == addresses.Count && missing.Count > 0)
            {
                yield return Act(person, missing, bar.Type, scope, ReasonOf(bar), bar.At, bar.Act, entryPoint, by);
            }
        }
    }

    private BarAct Act(
        Guid person, List<Address> addresses, LedgerEventType type, BarScope scope, SuppressionReason reason, DateTimeOffset received, Guid? repeats, EntryPoint entryPoint, string by) =>
        new(JournalKind.Bar, type, person, addresses)
        {
            ActId = Guid.CreateVersion7(time.GetUtcNow()),
            Scope = scope,
            Reason = reason,
            ReceivedAt = received,
            Repeats = repeats,
            EntryPoint = entryPoint,
            Operator = by,
        };

    /// <summary>The event that an entry becomes on a person (RULES 3, "From the store to facts").</summary>
    public static LedgerEventType TypeOf(SuppressionEntry entry) => entry.Reason switch
    {
        SuppressionReason.Objection => LedgerEventType.Objection,
        SuppressionReason.Complaint => LedgerEventType.Complaint,
        SuppressionReason.Erasure => LedgerEventType.Erasure,
        SuppressionReason.DoNotCall => LedgerEventType.OptOutChannel,
        SuppressionReason.HardBounce => LedgerEventType.HardBounce,
        _ => TypeOf(entry.Scope),
    };

    /// <summary>The opt-out event of a scope.</summary>
    public static LedgerEventType TypeOf(BarScope scope) => scope switch
    {
        { Topic: not null } => LedgerEventType.OptOutTopic,
        { Channel: not null } => LedgerEventType.OptOutChannel,
        _ => LedgerEventType.OptOutAll,
    };

    private static SuppressionReason ReasonOf(StandingBar bar) => bar.Type switch
    {
        LedgerEventType.Objection => SuppressionReason.Objection,
        LedgerEventType.Complaint => SuppressionReason.Complaint,
        LedgerEventType.Erasure => SuppressionReason.Erasure,
        _ => bar.Liftable ? SuppressionReason.OptOut : SuppressionReason.Manual,
    };
}
