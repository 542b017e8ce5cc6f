using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Preferences;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>What a bulk load did; <paramref name="Added"/> + <paramref name="Known"/> + <paramref name="Unreadable"/> is the number of lines that held something.</summary>
/// <param name="Added">Addresses newly barred.</param>
/// <param name="Known">Addresses that were barred in this way before.</param>
/// <param name="Unreadable">The physical lines that hold no usable address.</param>
public sealed record LoadedSuppressions(int Added, int Known, IReadOnlyList<long> Unreadable);

/// <summary>Takes over the suppression list of an earlier system: one address a line. Loading it again adds nothing.</summary>
public sealed class LoadSuppressions(
    IDbContextFactory<RegistryDbContext> contexts, AddressBook book, SuppressionList list, RecordBar record, ExtendBars extend,
    TimeProvider time)
{
    /// <summary>One flush of the journal for so many addresses.</summary>
    private const int Batch = 1_000;

    /// <param name="addresses">Physical line number and what stands there.</param>
    /// <param name="reason">Why they are suppressed.</param>
    /// <param name="note">Where the list comes from, in the words of whoever loads it.</param>
    /// <param name="by">The operator.</param>
    /// <param name="progress">Lines done.</param>
    public async Task<LoadedSuppressions> ExecuteAsync(
        IAsyncEnumerable<(long Line, string Text)> addresses, SuppressionReason reason, string? note, string by,
        IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var (added, known, unreadable) = (0, 0, new List<long>());
        var batch = new List<Address>(Batch);
        await foreach (var (line, text) in addresses.WithCancellation(cancellation))
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (Address.Read(text) is { } address)
            {
                batch.Add(address);
            }
            else
            {
                unreadable.Add(line);
            }

            if (batch.Count == Batch)
            {
                await FlushAsync();
                progress?.Report(line);
            }
        }

        await FlushAsync();
        return new LoadedSuppressions(added, known, unreadable);

        async Task FlushAsync()
        {
            var fresh = await BarAsync(batch, reason, note, by, cancellation);
            added += fresh;
            known += batch.Count - fresh;
            batch.Clear();
        }
    }

    private async Task<int> BarAsync(List<Address> batch, SuppressionReason reason, string? note, string by, CancellationToken cancellation)
    {
        var scope = reason == SuppressionReason.DoNotCall ? new BarScope(null, Channel.Phone) : BarScope.Everything;
        var entries = await list.EntriesOfAsync(batch, cancellation);
        var fresh = batch.DistinctBy(address => (address.Kind, address.Mailbox)).Where(address => !entries[address].Any(entry => entry.Reason == reason && entry.Scope == scope)).ToList();
        var now = time.GetUtcNow();
        var acts = new List<BarAct>(fresh.Count);
        await using (var context = contexts.CreateDbContext())
        {
            foreach (var address in fresh)
            {
                var holders = await book.HoldersOfAsync(context, address, cancellation);
                foreach (var holder in holders.DefaultIfEmpty(Guid.Empty))
                {
                    acts.Add(new BarAct(JournalKind.Bar, TypeOf(reason), holder, [address])
                    {
                        ActId = Guid.CreateVersion7(now),
                        Scope = scope,
                        Reason = reason,
                        ReceivedAt = now,
                        Source = "load",
                        Operator = by,
                        Payload = new EventPayload { Note = note },
                    });
                }
            }
        }

        await record.ExecuteAsync(acts, cancellation);
        foreach (var holder in acts.Select(act => act.Person).Where(person => person != Guid.Empty).Distinct())
        {
            await extend.ExecuteAsync(holder, by, cancellation);
        }

        return fresh.Count;
    }

    private static LedgerEventType TypeOf(SuppressionReason reason) => reason switch
    {
        SuppressionReason.Objection => LedgerEventType.Objection,
        SuppressionReason.Complaint => LedgerEventType.Complaint,
        SuppressionReason.Erasure => LedgerEventType.Erasure,
        SuppressionReason.DoNotCall => LedgerEventType.OptOutChannel,
        SuppressionReason.HardBounce => LedgerEventType.HardBounce,
        _ => LedgerEventType.OptOutAll,
    };
}
