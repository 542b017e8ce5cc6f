using ConsentRegistry.Core.Storage.Folder;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Storage.Sqlite;

/// <summary>Opens contexts on <c>registry.db</c>: the adapter between the engine's context and the rest of the registry.</summary>
public sealed class SqliteRegistry(DataFolder folder) : IDbContextFactory<RegistryDbContext>
{
    private readonly DbContextOptions<SqliteRegistryDbContext> options = SqliteFile.OptionsFor<SqliteRegistryDbContext>(folder.RegistryDatabase);

    public RegistryDbContext CreateDbContext() => new SqliteRegistryDbContext(options);
}
