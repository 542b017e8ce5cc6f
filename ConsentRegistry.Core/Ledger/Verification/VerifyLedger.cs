using System.Globalization;
using System.Security.Cryptography;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>
/// Holds the whole of ledger and payloads against the chain, and the tables of every feature against the ledger (guarantee 7):
/// changing or removing one byte is found, and the first bad row of each table is named.
/// </summary>
public sealed class VerifyLedger(
    IDbContextFactory<RegistryDbContext> contexts, LedgerChain chain, ProtectedValues values, IEnumerable<ITableVerifier> tables)
{
    public async Task<VerifyReport> ExecuteAsync(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        // One snapshot for everything: the server goes on writing meanwhile.
        await using var snapshot = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, cancellation);
        var run = new VerificationRun(context);
        var (events, payloads) = await ChainAsync(context, run.Findings, progress, cancellation);
        foreach (var table in tables)
        {
            await table.ExecuteAsync(run, cancellation);
        }

        await IntegrityAsync(context, run.Findings, cancellation);
        return new VerifyReport(events, payloads, run.Entries, run.JournalLines, run.Findings);
    }

    private async Task<(long Events, long Payloads)> ChainAsync(
        RegistryDbContext context, List<VerifyFinding> findings, IProgress<long>? progress, CancellationToken cancellation)
    {
        var gone = (await context.LedgerEvents.AsNoTracking()
                .Where(each => each.Type == LedgerEventType.PersonErased || each.Type == LedgerEventType.PayloadsExpired)
                .Select(each => new { each.Person, each.Sequence }).ToListAsync(cancellation))
            .GroupBy(each => each.Person).ToDictionary(group => group.Key, group => group.Max(each => each.Sequence));
        var anchors = await context.Set<LedgerAnchor>().AsNoTracking().ToDictionaryAsync(anchor => anchor.Sequence, anchor => anchor.Hash, cancellation);
        var rows = from each in context.LedgerEvents.AsNoTracking()
                   join payload in context.Set<LedgerPayload>().AsNoTracking() on each.Sequence equals payload.Sequence into found
                   from payload in found.DefaultIfEmpty()
                   orderby each.Sequence
                   select new { Event = each, Payload = payload };
        var (last, hash, payloads) = (0L, LedgerChain.Genesis, 0L);
        try
        {
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (ProblemOf(row.Event, row.Payload, last, hash, gone) is { } problem)
                {
                    findings.Add(problem);
                    return (last, payloads);
                }

                (last, hash) = (row.Event.Sequence, row.Event.Hash);
                payloads += row.Payload is null ? 0 : 1;
                if (anchors.Remove(last, out var anchored) && !anchored.AsSpan().SequenceEqual(hash))
                {
                    findings.Add(new("LedgerAnchors", last, "the anchor of this sequence has another hash"));
                    return (last, payloads);
                }

                if (last % 10_000 == 0)
                {
                    progress?.Report(last);
                }
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            // A value that is no value of its column any more: the row cannot even be read.
            findings.Add(new("LedgerEvents", last + 1, "the row cannot be read"));
            return (last, payloads);
        }

        var head = await context.Set<LedgerHead>().AsNoTracking().SingleAsync(cancellation);
        if (head.Sequence != last || !head.Hash.AsSpan().SequenceEqual(hash))
        {
            findings.Add(new("LedgerHead", last + 1, $"the chain ends at {last}, its head says {head.Sequence}"));
        }
        else if (anchors.Count > 0)
        {
            findings.Add(new("LedgerAnchors", anchors.Keys.Min(), "the anchor's event is missing"));
        }
        else if (await context.Set<LedgerPayload>().CountAsync(cancellation) != payloads)
        {
            findings.Add(new("LedgerPayloads", 0, "there are payloads without an event"));
        }

        return (last, payloads);
    }

    private VerifyFinding? ProblemOf(LedgerEvent each, LedgerPayload? payload, long last, byte[] hash, Dictionary<Guid, long> gone)
    {
        if (each.Sequence != last + 1)
        {
            return new("LedgerEvents", last + 1, "the event is missing");
        }

        if (!each.PreviousHash.AsSpan().SequenceEqual(hash) || !chain.HashOf(each).AsSpan().SequenceEqual(each.Hash))
        {
            return new("LedgerEvents", each.Sequence, "the event was changed");
        }

        if (each.Commitment.Length == 0)
        {
            return payload is null ? null : new("LedgerPayloads", each.Sequence, "the event has no payload, yet there is one");
        }

        if (payload is null)
        {
            return gone.GetValueOrDefault(each.Person) > each.Sequence ? null : new("LedgerPayloads", each.Sequence, "the payload is missing and nothing says that it may be");
        }

        try
        {
            var text = values.Reveal(payload.ProtectedPayload, LedgerPayload.PayloadColumn, each.Sequence.ToString(CultureInfo.InvariantCulture));
            return LedgerChain.Commit(payload.Salt, text).AsSpan().SequenceEqual(each.Commitment)
                ? null
                : new("LedgerPayloads", each.Sequence, "the salt was changed");
        }
        catch (CryptographicException)
        {
            return new("LedgerPayloads", each.Sequence, "the payload was changed");
        }
    }

    private static async Task IntegrityAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        foreach (var problem in await context.IntegrityProblemsAsync(cancellation))
        {
            findings.Add(new("database", 0, problem));
        }
    }
}
