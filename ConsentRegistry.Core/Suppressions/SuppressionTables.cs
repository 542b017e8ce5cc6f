using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>The suppression list, on the context.</summary>
public static class SuppressionTables
{
    extension(RegistryDbContext context)
    {
        public DbSet<SuppressionEntry> SuppressionEntries => context.Set<SuppressionEntry>();
    }
}
