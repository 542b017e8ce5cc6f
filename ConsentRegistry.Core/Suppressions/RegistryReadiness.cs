using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>Whether the registry can do its work at this moment.</summary>
public sealed class RegistryReadiness(IDbContextFactory<RegistryDbContext> contexts, SuppressionIndex suppressions, SendingLock sending)
{
    /// <returns>False while nothing may be handed over, because the suppression list is not loaded or sending is locked; opt-outs are taken all the same.</returns>
    /// <exception cref="System.Data.Common.DbException"><c>registry.db</c> cannot be read.</exception>
    public async Task<bool> MaySendAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        await context.Set<LedgerHead>().AsNoTracking().SingleAsync(cancellation);
        return suppressions.IsAvailable && sending.Reason is null;
    }
}
