using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>What a bulk load did; <paramref name="Added"/> + <paramref name="Known"/> is the number of addresses that were read.</summary>
/// <param name="Added">Addresses newly barred.</param>
/// <param name="Known">Addresses that were barred in this way before.</param>
/// <param name="NotTaken">The places that hold no usable address, with the reasons as words of the import report.</param>
public sealed record LoadedSuppressions(int Added, int Known, IReadOnlyList<(long Line, string Reason)> NotTaken)
{
    /// <summary>The physical lines of <see cref="NotTaken"/>, each once.</summary>
    public IReadOnlyList<long> Unreadable => [.. NotTaken.Select(each => each.Line).Distinct()];
}

/// <summary>Loads the suppression list of an earlier system, in whatever form. Loading it again adds nothing.</summary>
public sealed class LoadSuppressions(
    IDbContextFactory<RegistryDbContext> contexts, AddressHolders addressHolders, SuppressionList list, RecordBar record, PropagateBars propagate,
    TimeProvider time)
{
    /// <summary>One flush of the journal for so many addresses.</summary>
    private const int Batch = 1_000;

    /// <param name="lines">What stands on the list.</param>
    /// <param name="reason">Why they are suppressed; null to take the reason of each line, and <c>OptOut</c> where it gives none (W-10).</param>
    /// <param name="note">Where the list comes from, in the words of whoever loads it.</param>
    /// <param name="by">The operator.</param>
    /// <param name="progress">Lines done.</param>
    public async Task<LoadedSuppressions> ExecuteAsync(
        IAsyncEnumerable<SuppressionLine> lines, SuppressionReason? reason, string? note, string by,
        IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var (added, known, notTaken) = (0, 0, new List<(long, string)>());
        var batch = new List<(Address Address, SuppressionReason Reason)>(Batch);
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            if (line.Address is { } address)
            {
                batch.Add((address, reason ?? line.Reason ?? SuppressionReason.OptOut));
            }
            else
            {
                notTaken.Add((line.Line, line.NotTaken ?? string.Empty));
            }

            if (batch.Count == Batch)
            {
                await FlushAsync();
                progress?.Report(line.Line);
            }
        }

        await FlushAsync();
        return new LoadedSuppressions(added, known, notTaken);

        async Task FlushAsync()
        {
            foreach (var same in batch.GroupBy(each => each.Reason, each => each.Address))
            {
                var addresses = same.ToList();
                var fresh = await BarAsync(addresses, same.Key, note, by, cancellation);
                added += fresh;
                known += addresses.Count - fresh;
            }

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
            var holders = await addressHolders.OfAsync(context, fresh, cancellation);
            foreach (var address in fresh)
            {
                foreach (var holder in holders[address].DefaultIfEmpty(Guid.Empty))
                {
                    acts.Add(new BarAct(JournalKind.Bar, TypeOf(reason), holder, [address])
                    {
                        ActId = Guid.CreateVersion7(now),
                        Scope = scope,
                        Reason = reason,
                        ReceivedAt = now,
                        EntryPoint = EntryPoint.BulkLoad,
                        Operator = by,
                        Payload = new EventPayload { Note = note },
                    });
                }
            }
        }

        await record.ExecuteAsync(acts, cancellation);
        foreach (var holder in acts.Select(act => act.Person).Where(person => person != Guid.Empty).Distinct())
        {
            await propagate.ExecuteAsync(holder, by, cancellation);
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
