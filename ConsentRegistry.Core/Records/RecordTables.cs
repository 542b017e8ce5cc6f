using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Records;

/// <summary>The tables of people, on the context.</summary>
public static class RecordTables
{
    extension(RegistryDbContext context)
    {
        public DbSet<Person> People => context.Set<Person>();

        public DbSet<ContactPoint> ContactPoints => context.Set<ContactPoint>();
    }
}
