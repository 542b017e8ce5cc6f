using ConsentRegistry.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Auditing;

/// <summary>What was looked at and what was found.</summary>
public sealed record AuditReport(long Entries, IReadOnlyList<VerifyFinding> Findings);

/// <summary>Walks the chain of the audit trail; a change, a gap and a cut end are found and the first bad row is named.</summary>
public sealed class VerifyAudit(IDbContextFactory<AuditDbContext> contexts, AuditChain chain)
{
    private const string Table = "AuditEntries";

    public async Task<AuditReport> ExecuteAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        // One snapshot: the server goes on writing meanwhile.
        await using var snapshot = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, cancellation);
        var (last, hash) = (0L, AuditChain.Genesis);
        try
        {
            await foreach (var entry in context.Entries.AsNoTracking().OrderBy(entry => entry.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (entry.Sequence != last + 1)
                {
                    return Found(last, new(Table, last + 1, "the entry is missing"));
                }

                if (!chain.HashOf(hash, entry).AsSpan().SequenceEqual(entry.Hash))
                {
                    return Found(last, new(Table, entry.Sequence, "the entry was changed"));
                }

                (last, hash) = (entry.Sequence, entry.Hash);
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            // A value that is no value of its column any more: the row cannot even be read.
            return Found(last, new(Table, last + 1, "the row cannot be read"));
        }

        var head = await context.Heads.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (head is null || head.Sequence != last || !head.Hash.AsSpan().SequenceEqual(hash))
        {
            return Found(last, new("AuditHead", last + 1, $"the trail ends at {last}, its head says otherwise"));
        }

        var broken = await context.IntegrityProblemsAsync(cancellation);
        return new AuditReport(last, [.. broken.Select(problem => new VerifyFinding("audit database", 0, problem))]);
    }

    private static AuditReport Found(long entries, VerifyFinding finding) => new(entries, [finding]);
}
