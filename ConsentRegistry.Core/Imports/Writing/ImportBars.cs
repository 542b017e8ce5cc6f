using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Writing;

/// <summary>A bar that a row of a file asks for.</summary>
/// <param name="Addresses">The row's addresses that are not barred as widely yet.</param>
/// <param name="Person">The person of the row, who may be about to be written; null where there is none or nothing of the row is stored.</param>
public sealed record ImportBar(IReadOnlyList<Address> Addresses, Guid? Person, DateTimeOffset ReceivedAt)
{
    /// <summary>The entry that is spread to further addresses of a suppressed row; null for a no that the file tells of.</summary>
    public SuppressionEntry? Spreads { get; init; }

    /// <summary>What the file says; null for a spread entry.</summary>
    public GroupRefusal? Refusal { get; init; }

    /// <summary>What it bars.</summary>
    public BarScope Scope => Refusal?.Scope ?? BarScope.Everything;
}

/// <summary>
/// Records the bars of a part of a file before its people are written, so that nobody stands there without the bar for a moment. What is
/// barred as widely already is not barred again: importing a file twice changes nothing.
/// </summary>
public sealed class ImportBars(IDbContextFactory<RegistryDbContext> contexts, AddressHolders addressHolders, RecordBar record, PropagateBars propagate, TimeProvider time)
{
    /// <summary>One flush of the journal for so many; somebody else's click waits no longer than they take.</summary>
    private const int ActsAtOnce = 100;

    /// <summary>The door of the entries of one import; it knows by it which bars came from outside, from another import too.</summary>
    internal static EntryPoint EntryPointOf(ImportRun run) => EntryPoint.Import(run.Id);

    public async Task RecordAsync(ImportRun run, IReadOnlyList<ImportBar> bars, CancellationToken cancellation)
    {
        if (bars.Count == 0)
        {
            return;
        }

        var acts = new List<BarAct>();
        var holders = new HashSet<Guid>();
        var barred = new HashSet<(string Mailbox, BarScope Scope)>();
        var barredPeople = new HashSet<(Guid Person, BarScope Scope)>();
        await using (var context = contexts.CreateDbContext())
        {
            foreach (var bar in bars)
            {
                var fresh = new List<Address>();
                var people = new HashSet<Guid>();
                foreach (var address in bar.Addresses.Where(address => barred.Add((address.Mailbox, bar.Scope))))
                {
                    var holding = await addressHolders.OfAsync(context, address, cancellation);

                    // Where an earlier row barred a holder, that bar goes to this address below, with its own date: as it would have if
                    // the earlier row had stood in another part.
                    if (!holding.Exists(holder => barredPeople.Contains((holder, bar.Scope))))
                    {
                        fresh.Add(address);
                        people.UnionWith(holding);
                    }
                }

                barredPeople.UnionWith(people.Select(person => (person, bar.Scope)));
                holders.UnionWith(people);
                if (fresh.Count == 0 && bar.Person is { } person)
                {
                    // Recorded by an attempt that was cut off before the bar had gone to the person's other addresses.
                    holders.Add(person);
                }

                acts.AddRange(fresh.Count == 0 ? [] : ActsOf(run, bar, fresh, people));
            }
        }

        foreach (var part in acts.Chunk(ActsAtOnce))
        {
            await record.ExecuteAsync(part, cancellation);
        }

        foreach (var holder in holders)
        {
            await propagate.ExecuteAsync(holder, EntryPointOf(run), run.By, cancellation);
        }
    }

    /// <summary>Writes down addresses that a file says do not work any more (G-05); they bar nothing else of the person.</summary>
    public async Task RecordDeadAsync(ImportRun run, IReadOnlyList<Address> addresses, CancellationToken cancellation)
    {
        var acts = new List<BarAct>();
        await using (var context = contexts.CreateDbContext())
        {
            foreach (var address in addresses.DistinctBy(address => address.Mailbox))
            {
                foreach (var holder in (await addressHolders.OfAsync(context, address, cancellation)).DefaultIfEmpty(Guid.Empty))
                {
                    acts.Add(new BarAct(JournalKind.Bar, LedgerEventType.HardBounce, holder, [address])
                    {
                        ActId = Guid.CreateVersion7(time.GetUtcNow()),
                        Reason = SuppressionReason.HardBounce,
                        ReceivedAt = run.StartedAt,
                        EntryPoint = EntryPointOf(run),
                        Operator = run.By,
                    });
                }
            }
        }

        foreach (var part in acts.Chunk(ActsAtOnce))
        {
            await record.ExecuteAsync(part, cancellation);
        }
    }

    /// <summary>The keyed entries stand in one act; each further person gets an act that repeats it (RULES S-8).</summary>
    private IEnumerable<BarAct> ActsOf(ImportRun run, ImportBar bar, List<Address> addresses, HashSet<Guid> holders)
    {
        // What somebody else holds too is left as an opt-out: an erasure is of one person (RULES S-8).
        var reason = bar.Spreads?.Reason switch
        {
            null => bar.Refusal is { IsComplaint: true } ? SuppressionReason.Complaint : SuppressionReason.OptOut,
            SuppressionReason.Erasure when holders.Count > 0 => SuppressionReason.OptOut,
            var spread => spread.Value,
        };
        var repeats = bar.Spreads?.ActId;
        var people = bar.Person is { } person ? holders.Prepend(person).Distinct() : holders;
        foreach (var each in people.DefaultIfEmpty(Guid.Empty))
        {
            var act = new BarAct(JournalKind.Bar, PropagateBars.TypeOf(bar.Scope), each, addresses)
            {
                Scope = bar.Scope,
                Payload = bar.Refusal is { } said ? new EventPayload { EvidenceText = $"{run.FileName}, line {said.Line}, {said.Header}: {said.Cell}", Site = run.Site } : null,
                ActId = Guid.CreateVersion7(time.GetUtcNow()),
                Reason = reason,
                ReceivedAt = bar.ReceivedAt,
                EntryPoint = EntryPointOf(run),
                Operator = run.By,
                Repeats = repeats,
            };
            yield return reason switch
            {
                SuppressionReason.Objection => act with { Type = LedgerEventType.Objection },
                SuppressionReason.Complaint => act with { Type = LedgerEventType.Complaint },
                SuppressionReason.Erasure => act with { Type = LedgerEventType.Erasure },
                _ => act,
            };
            addresses = [];
            repeats ??= act.ActId;
        }
    }
}
