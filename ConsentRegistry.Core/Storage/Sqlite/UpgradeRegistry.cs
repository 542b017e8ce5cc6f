using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Storage.Sqlite;

/// <summary>At start: the files of the databases are the owner's alone, and <c>registry.db</c> has the tables of this version.</summary>
internal sealed class UpgradeRegistry(DataFolder folder, SqliteStart databases, IDbContextFactory<RegistryDbContext> contexts) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        folder.MakeDatabasesPrivate();
        await using var context = contexts.CreateDbContext();
        await databases.BringUpToDateAsync(context, cancellation);
    }
}
