using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ConsentRegistry.Core.Persistence.Sqlite;

/// <summary>Opens contexts on <c>registry.db</c>: the four-line adapter between the engine's context and the rest of the registry.</summary>
public sealed class SqliteRegistry(DataFolder folder) : IDbContextFactory<RegistryDbContext>
{
    private readonly DbContextOptions<SqliteRegistryDbContext> options = OptionsFor(folder.RegistryDatabase);

    public RegistryDbContext CreateDbContext() => new SqliteRegistryDbContext(options);

    internal static DbContextOptions<SqliteRegistryDbContext> OptionsFor(string path) => new DbContextOptionsBuilder<SqliteRegistryDbContext>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString())
        .AddInterceptors(new Pragmas())
        .Options;

    /// <summary>FULL, because the file acknowledges acts (DESIGN 4); secure_delete, because an erasure must erase.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Text = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
