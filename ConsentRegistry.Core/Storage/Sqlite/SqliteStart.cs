using ConsentRegistry.Core.Storage.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace ConsentRegistry.Core.Storage.Sqlite;

/// <summary>
/// Makes a database of the data folder ready for use at a start: no other program writes to it, no dead process locks it, and its tables are
/// those of this version. The one way for all databases of the folder.
/// </summary>
/// <remarks>
/// For the owner of the folder alone (<see cref="Folder.FolderOwnership"/>): no other process of ours can be at work in it, so the lock of a
/// migration that is found there is one that a killed process left behind.
/// </remarks>
public sealed partial class SqliteStart(TimeProvider time, ILogger<SqliteStart> log)
{
    /// <summary>A row in this table is the lock of EF's migrator, which waits for it without a word and without an end.</summary>
    private const string MigratorLock = "__EFMigrationsLock";

    private const int PrimaryCode = 0xFF;

    /// <summary>Opens the file and brings its tables to the shape that this version knows; a migrator is run only where one is wanted.</summary>
    /// <exception cref="StartRefusedException">The file is damaged, cannot be written, was written by a newer version, or another program does not let it go.</exception>
    public async Task BringUpToDateAsync(DbContext context, CancellationToken cancellation)
    {
        var file = context.Database.GetDbConnection().DataSource;
        try
        {
            await BringUpToDateAsync(context, file, cancellation);
        }
        catch (SqliteException problem) when (SqliteProblems.SentenceOf(problem) is { } sentence)
        {
            // The engine's failures do not say of which file they speak.
            throw new StartRefusedException($"{file}: {sentence}");
        }
    }

    private async Task BringUpToDateAsync(DbContext context, string file, CancellationToken cancellation)
    {
        await OpenAsync(file, cancellation);
        using var watch = new StartWatch(() => $"{file} is still being upgraded to this version.", time, LogSlow);
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        if (applied.Except(known).FirstOrDefault() is { } unknown)
        {
            throw new StartRefusedException(
                $"{Path.GetFileName(file)} was written by a newer version of ConsentRegistry (it holds the change {unknown}). Start that version, or restore a backup made by this one.");
        }

        if (known.Except(applied).Any())
        {
            await context.Database.MigrateAsync(cancellation);
        }
    }

    /// <summary>Makes the file where there is none, waits for a program that holds it, and sets it to the write-ahead log.</summary>
    /// <exception cref="StartRefusedException">The other program does not let it go.</exception>
    public async Task OpenAsync(string file, CancellationToken cancellation)
    {
        // A connection of its own, closed again: nothing of it may linger in the pool of those that work later.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        await BeginAloneAsync(connection, cancellation);
        if (await NumberAsync(connection, $"SELECT count(*) FROM sqlite_master WHERE name = '{MigratorLock}'") > 0
            && await NumberAsync(connection, $"""SELECT count(*) FROM "{MigratorLock}" """) > 0)
        {
            LogStaleLock(file);
            await ExecuteAsync(connection, $"""DELETE FROM "{MigratorLock}" """);
        }

        await ExecuteAsync(connection, "COMMIT");
        // Written to the file once, this holds for good.
        await ExecuteAsync(connection, "PRAGMA journal_mode=WAL");
    }

    /// <summary>Begins a transaction beside which nobody else writes.</summary>
    private async Task BeginAloneAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        using var wait = new StartWait(
            () => $"{connection.DataSource}, which another program holds", "End that program (a database browser, a copy under way) and start again; nothing was changed.", time, LogSlow);
        while (!TryBeginAlone(connection))
        {
            await wait.PauseAsync(cancellation);
        }
    }

    /// <summary>Past the library's own command, which blocks for half a minute and cannot be cancelled.</summary>
    private static bool TryBeginAlone(SqliteConnection connection)
    {
        var code = raw.sqlite3_exec(connection.Handle, "BEGIN EXCLUSIVE");
        if ((code & PrimaryCode) is raw.SQLITE_BUSY)
        {
            return false;
        }

        SqliteException.ThrowExceptionForRC(code, connection.Handle);
        return true;
    }

    private static async Task<long> NumberAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogSlow(string sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} was left locked by a process that ended during a migration: the lock is removed.")]
    private partial void LogStaleLock(string file);
}
