using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Web.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ConsentRegistry.Tests.Storage.Sqlite;

/// <summary>A process may be killed while it migrates: each migration is there afterwards, or it is not.</summary>
public sealed class MigrationsAreWholeTests
{
    [Fact]
    public void No_migration_of_the_registry_leaves_its_transaction() => RequireWhole(new SqliteRegistryDbContext(OptionsOf<SqliteRegistryDbContext>()));

    [Fact]
    public void No_migration_of_the_audit_trail_leaves_its_transaction() => RequireWhole(new SqliteAuditDbContext(OptionsOf<SqliteAuditDbContext>()));

    [Fact]
    public void No_migration_of_the_accounts_leaves_its_transaction() => RequireWhole(new AccountsDbContext(OptionsOf<AccountsDbContext>()));

    [Fact]
    public void A_table_that_is_built_anew_leaves_it()
    {
        using var context = new SqliteRegistryDbContext(OptionsOf<SqliteRegistryDbContext>());

        Assert.True(LeavesTransaction(context, MigrationsOf(context)[^1], [new DropForeignKeyOperation { Table = "Acquisitions", Name = "FK_Acquisitions_People_PersonId" }]));
    }

    private static void RequireWhole(DbContext context)
    {
        using (context)
        {
            Assert.NotEmpty(MigrationsOf(context));
            Assert.Empty(
                from migration in MigrationsOf(context)
                where LeavesTransaction(context, migration, migration.UpOperations)
                select $"{migration.GetType().Name}: a start that is killed in it could never be made again (docs/migrations.md)");
        }
    }

    private static bool LeavesTransaction(DbContext context, Migration migration, IReadOnlyList<MigrationOperation> operations)
    {
        var model = context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel, designTime: true);
        return context.GetService<IMigrationsSqlGenerator>().Generate(operations, model).Any(command => command.TransactionSuppressed);
    }

    private static List<Migration> MigrationsOf(DbContext context)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        return [.. assembly.Migrations.Values.Select(type => assembly.CreateMigration(type, context.Database.ProviderName!))];
    }

    private static DbContextOptions<TContext> OptionsOf<TContext>()
        where TContext : DbContext => new DbContextOptionsBuilder<TContext>().UseSqlite("Data Source=:memory:").Options;
}
