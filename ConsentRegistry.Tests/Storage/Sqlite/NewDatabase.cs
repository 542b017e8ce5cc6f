using ConsentRegistry.Core.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ConsentRegistry.Tests.Storage.Sqlite;

/// <summary>A registry's database of its own, and parts of a migration run on it as a later migration will run them.</summary>
internal static class NewDatabase
{
    public static async Task<SqliteRegistryDbContext> OpenAsync(string folder)
    {
        var options = new DbContextOptionsBuilder<SqliteRegistryDbContext>().UseSqlite($"Data Source={Path.Combine(folder, "new.db")}").Options;
        var context = new SqliteRegistryDbContext(options);
        await context.Database.MigrateAsync();
        return context;
    }

    public static async Task RunAsync(SqliteRegistryDbContext context, Action<MigrationBuilder> part)
    {
        var builder = new MigrationBuilder(context.Database.ProviderName);
        part(builder);
        foreach (var operation in builder.Operations.Cast<SqlOperation>())
        {
            await SqlAsync(context, operation.Sql);
        }
    }

    /// <summary>Statements as they stand; braces in them are no parameters.</summary>
    public static Task<int> SqlAsync(SqliteRegistryDbContext context, string sql) =>
        context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
}
