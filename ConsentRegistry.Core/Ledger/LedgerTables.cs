using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger;

/// <summary>The table of events, on the context.</summary>
public static class LedgerTables
{
    extension(RegistryDbContext context)
    {
        public DbSet<LedgerEvent> LedgerEvents => context.Set<LedgerEvent>();
    }
}
