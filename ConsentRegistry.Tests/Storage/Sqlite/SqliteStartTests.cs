using System.Collections.Concurrent;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Support.Smtp;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Tests.Storage.Sqlite;

/// <summary>A database is made ready: nobody else holds it, and its tables are those of this version.</summary>
public sealed class SqliteStartTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly SteppedTime time = new();
    private readonly Said said = new();
    private readonly SqliteStart start;

    public SqliteStartTests() => start = new SqliteStart(time, said);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => new DataFolder(folder.Path).AuditDatabase;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_database_that_another_program_holds_is_waited_for_aloud_and_given_up_after_a_minute()
    {
        await using var other = await HoldAsync("BEGIN EXCLUSIVE");

        var opening = start.OpenAsync(File, Cancel);
        await time.PassUntilAsync(opening);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => opening);
        Assert.Equal(
            $"Waited a minute in vain for {File}, which another program holds. End that program (a database browser, a copy under way) and start again; nothing was changed.", refused.Message);
        Assert.Equal($"Waiting for {File}, which another program holds. It gives up after a minute.", Assert.Single(said.Lines));
    }

    [Fact]
    public async Task A_database_that_is_let_go_meanwhile_is_opened()
    {
        await using var other = await HoldAsync("BEGIN EXCLUSIVE");
        var opening = start.OpenAsync(File, Cancel);
        time.Advance(StartWatch.LongestSilence);
        Assert.Single(said.Lines);

        await ExecuteAsync(other, "ROLLBACK");
        await time.PassUntilAsync(opening);
        await opening;

        Assert.Equal("wal", await ExecuteAsync(other, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Whoever_only_reads_a_database_in_use_holds_up_nobody()
    {
        await start.OpenAsync(File, Cancel);
        await using var other = await HoldAsync("BEGIN; SELECT count(*) FROM sqlite_master");

        await start.OpenAsync(File, Cancel);

        Assert.Empty(said.Lines);
    }

    [Fact]
    public async Task No_migrator_is_run_when_nothing_is_pending()
    {
        await BringUpToDateAsync();
        await ForbidMigratorAsync();

        await BringUpToDateAsync();

        Assert.Empty(said.Lines);
    }

    [Fact]
    public async Task A_migrator_is_run_when_the_last_change_is_wanting()
    {
        await BringUpToDateAsync();
        await ForbidMigratorAsync();
        await using var connection = await HoldAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""");

        var met = await Assert.ThrowsAsync<SqliteException>(BringUpToDateAsync);

        Assert.Contains("a migrator", met.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await BringUpToDateAsync();
        await using var connection = await HoldAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_OfLater', '99.0.0')""");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(BringUpToDateAsync);

        Assert.Equal(
            "audit.db was written by a newer version of ConsentRegistry (it holds the change 29991231000000_OfLater). Start that version, or restore a backup made by this one.", refused.Message);
    }

    [Fact]
    public async Task A_lock_that_was_taken_away_is_spoken_of()
    {
        await BringUpToDateAsync();
        await using var connection = await HoldAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-16')""");

        await BringUpToDateAsync();

        Assert.StartsWith($"{File} was left locked by a process that ended", Assert.Single(said.Lines), StringComparison.Ordinal);
    }

    private async Task BringUpToDateAsync()
    {
        await using var context = new SqliteAudit(new DataFolder(folder.Path)).CreateDbContext();
        await start.BringUpToDateAsync(context, Cancel);
    }

    /// <summary>From here on the migrator fails as soon as it takes its lock, which is the first thing it does.</summary>
    private async Task ForbidMigratorAsync()
    {
        await using var connection = await HoldAsync(
            """CREATE TRIGGER "no_migrator" BEFORE INSERT ON "__EFMigrationsLock" BEGIN SELECT RAISE(ABORT, 'a migrator'); END""");
    }

    /// <summary>Another program has the file open and has just done this with it.</summary>
    private async Task<SqliteConnection> HoldAsync(string sql)
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(Cancel);
        await ExecuteAsync(connection, sql);
        return connection;
    }

    private static async Task<object?> ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Cancel);
    }

    private sealed class Said : ILogger<SqliteStart>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));
    }
}
