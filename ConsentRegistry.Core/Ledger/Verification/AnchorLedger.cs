using ConsentRegistry.Core.Auditing;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>
/// Writes down how far ledger and audit trail have come: in the database, and in a file outside it (DESIGN 4, "Ledger"). <c>verify</c>
/// holds both chains against every anchor, so that an end cut off in the night is noticed in the morning.
/// </summary>
public sealed class AnchorLedger(RegistryWriter writer, IDbContextFactory<AuditDbContext> audits, AnchorFile file)
{
    /// <returns>The anchor; null where neither chain has moved since the last one.</returns>
    public async Task<Anchor?> ExecuteAsync(CancellationToken cancellation = default)
    {
        await using var audit = audits.CreateDbContext();
        var trail = await audit.Heads.AsNoTracking().SingleAsync(cancellation);
        var anchor = await writer.WriteAsync(
            async write =>
            {
                var head = await write.Context.Set<LedgerHead>().AsNoTracking().SingleAsync(cancellation);
                if (head.Sequence > 0 && !await write.Context.Set<LedgerAnchor>().AnyAsync(each => each.Sequence == head.Sequence, cancellation))
                {
                    write.Context.Add(new LedgerAnchor { Sequence = head.Sequence, Hash = head.Hash, RecordedAt = write.At });
                }

                return new Anchor(write.At, head.Sequence, Convert.ToHexStringLower(head.Hash), trail.Sequence, Convert.ToHexStringLower(trail.Hash));
            },
            cancellation);
        var last = file.Read().LastOrDefault(line => line.Anchor is not null).Anchor;
        if (last?.LedgerHash == anchor.LedgerHash && last.AuditHash == anchor.AuditHash)
        {
            return null;
        }

        file.Append(anchor);
        return anchor;
    }
}
