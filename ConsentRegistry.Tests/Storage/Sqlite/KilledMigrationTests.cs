using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Tests.Storage.Sqlite;

/// <summary>What a process that was killed while it migrated leaves behind, and what a start makes of it.</summary>
public sealed class KilledMigrationTests : IDisposable
{
    // Far more than a start takes on a busy machine, and the end of one that waits for ever.
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("registry.db")]
    [InlineData("audit.db")]
    [InlineData("accounts.db")]
    public async Task The_lock_of_a_migration_that_was_killed_is_taken_away_by_the_next_start(string file)
    {
        await StartAsync();
        await SqlAsync(file, """INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-03-16 08:00:00')""");

        await StartAsync();

        Assert.Equal(0L, await SqlAsync(file, """SELECT count(*) FROM "__EFMigrationsLock" """));
    }

    [Theory]
    [InlineData("registry.db")]
    [InlineData("audit.db")]
    [InlineData("accounts.db")]
    public async Task A_new_database_that_has_nothing_but_the_lock_gets_its_tables(string file)
    {
        await SqlAsync(file, """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        await SqlAsync(file, """INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-03-16 08:00:00')""");
        // Keys are made for a folder without a registry only, and here it has one: so they are made before, in another folder.
        if (file == "registry.db")
        {
            using var other = new TemporaryDirectory();
            await StartAsync(other.Path);
            Directory.Move(Path.Combine(other.Path, "keys"), Path.Combine(place.Path, "keys"));
            await File.WriteAllTextAsync(Path.Combine(place.Path, "keys", ".incomplete"), "", Cancel);
        }

        await StartAsync();

        Assert.Equal(0L, await SqlAsync(file, """SELECT count(*) FROM "__EFMigrationsLock" """));
        Assert.NotEqual(0L, await SqlAsync(file, """SELECT count(*) FROM "__EFMigrationsHistory" """));
    }

    private Task StartAsync() => StartAsync(place.Path);

    /// <summary>Opens the registry and the accounts as a process does, and closes them again.</summary>
    private static async Task StartAsync(string path)
    {
        using var folder = Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(path, "verify", TimeProvider.System)).Ownership;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Quickly);
        await using (var services = await VerbHost.OpenAsync(folder, CommandLineConfiguration.Build(new Dictionary<string, string?>()), limit.Token))
        {
            await services.PrepareAccountsAsync().WaitAsync(limit.Token);
        }

        OpenDatabases.Close(path);
    }

    private async Task<object?> SqlAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(place.Path, file)};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Cancel);
    }
}
