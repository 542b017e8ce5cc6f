using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>What was looked at and what was found.</summary>
public sealed record AnchorReport(long Anchors, IReadOnlyList<VerifyFinding> Findings);

/// <summary>Holds ledger and audit trail against the anchors outside the database; the first that does not fit is named.</summary>
public sealed class VerifyAnchors(IDbContextFactory<RegistryDbContext> contexts, IDbContextFactory<AuditDbContext> audits, AnchorFile file)
{
    private const string Table = "anchors";

    public async Task<AnchorReport> ExecuteAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        await using var audit = audits.CreateDbContext();
        // A restore goes back behind anchors, and says so in the ledger; a chain that was cut looks the same, until the DPO has looked.
        var restoredAt = await LostEnds.Released(context)
            .MaxAsync(each => (DateTimeOffset?)each.RecordedAt, cancellation);
        var count = 0L;
        var kept = new HashSet<long>();
        foreach (var (number, anchor) in file.Read())
        {
            count = number;
            if (anchor is null)
            {
                return new(count, [new(Table, number, "the line cannot be read")]);
            }

            kept.Add(anchor.Ledger);

            if (anchor.At > (restoredAt ?? DateTimeOffset.MinValue) && await ProblemOfAsync(anchor, context, audit, cancellation) is { } problem)
            {
                return new(count, [new(Table, number, problem)]);
            }
        }

        return new(count, await LostAsync(context, kept, cancellation) is { } lost ? [new(Table, lost, $"the line of the anchor at ledger event {lost} is missing from {AnchorFile.FileName}")] : []);
    }

    /// <summary>
    /// The first anchor that the database remembers and the file does not have; null where none is lost. The last one may be on its way, because the database takes it first, and a power
    /// cut between the two leaves out one.
    /// </summary>
    private static async Task<long?> LostAsync(RegistryDbContext context, HashSet<long> kept, CancellationToken cancellation)
    {
        var remembered = await context.Set<LedgerAnchor>().OrderBy(each => each.Sequence).Select(each => each.Sequence).ToListAsync(cancellation);
        var lost = remembered.SkipLast(1).Where(sequence => !kept.Contains(sequence)).ToList();
        return lost.Count > 1 || (lost.Count == 1 && kept.Count == 0) ? lost[0] : null;
    }

    private static async Task<string?> ProblemOfAsync(Anchor anchor, RegistryDbContext context, AuditDbContext audit, CancellationToken cancellation)
    {
        var ledgerHash = await context.LedgerEvents.Where(each => each.Sequence == anchor.Ledger).Select(each => each.Hash).SingleOrDefaultAsync(cancellation);
        if (Convert.ToHexStringLower(ledgerHash ?? LedgerChain.Genesis) != anchor.LedgerHash)
        {
            return $"the ledger event {anchor.Ledger} that this anchor saw is not in the chain";
        }

        var auditHash = await audit.Entries.Where(each => each.Sequence == anchor.Audit).Select(each => each.Hash).SingleOrDefaultAsync(cancellation);
        return Convert.ToHexStringLower(auditHash ?? AuditChain.Genesis) != anchor.AuditHash
            ? $"the audit entry {anchor.Audit} that this anchor saw is not in the trail"
            : null;
    }
}
