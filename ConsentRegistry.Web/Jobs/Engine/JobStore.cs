using System.Globalization;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Sqlite;
using Hangfire;
using Hangfire.Storage.SQLite;
using Microsoft.Data.Sqlite;
using SQLite;

namespace ConsentRegistry.Web.Jobs.Engine;

/// <summary>A store that was damaged and is kept aside.</summary>
/// <param name="File">Its name in the data folder.</param>
/// <param name="At">When it was moved aside.</param>
public sealed record DamagedJobStore(string File, DateTimeOffset At);

/// <summary>
/// The file of the job engine, <c>jobs.db</c>. Nothing in it is needed: which campaigns and imports are under way stands in the registry, the
/// schedule in <see cref="JobSchedule"/>. A damaged file is therefore moved aside and made anew, and only the history of runs is lost.
/// </summary>
public sealed partial class JobStore(DataFolder folder, SqliteStart start, JobEngineOptions options, TimeProvider time, ILogger<JobStore> log) : IDisposable
{
    private const string AsideMark = ".damaged-";
    private const string AsideInstant = "yyyyMMdd'T'HHmmss'Z'";

    private const int ReadOnlyFile = 8;

    /// <summary>Error, corrupt, no database, and of the errors of reading the short read, a damaged file system and a failed check.</summary>
    private static readonly int[] Damages = [1, 11, 26, 522, 8458, 8202];

    /// <summary>A job that is not ended by then is taken for one whose process died. Only a mail server that holds a message for minutes makes one last so long.</summary>
    internal static readonly TimeSpan InvisibilityTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private SQLiteStorage? storage;

    /// <summary>The engine's view of the file, which is made where there is none.</summary>
    public JobStorage Storage
    {
        get
        {
            lock (gate)
            {
                return storage ??= Open();
            }
        }
    }

    /// <summary>Damaged files of earlier starts, the latest first. Whoever needs them no more deletes them.</summary>
    public IReadOnlyList<DamagedJobStore> MovedAside =>
    [
        .. Directory.EnumerateFiles(folder.Root, $"{Path.GetFileName(folder.JobsDatabase)}{AsideMark}*").Select(Path.GetFileName).OfType<string>()
            .Select(name => (Name: name, Instant: name[(name.IndexOf(AsideMark, StringComparison.Ordinal) + AsideMark.Length)..]))
            .Where(each => DateTimeOffset.TryParseExact(each.Instant, AsideInstant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            .Select(each => new DamagedJobStore(
                each.Name, DateTimeOffset.ParseExact(each.Instant, AsideInstant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)))
            .OrderByDescending(each => each.At),
    ];

    /// <summary>At a start, by the owner of the folder: looks whether the file is whole, and makes it anew where it is not.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        DataFolder.CreatePrivate(folder.Root);
        if (!await IsWholeAsync(cancellation))
        {
            MoveAside();
            await start.OpenAsync(folder.JobsDatabase, cancellation);
        }

        try
        {
            _ = Storage;
        }
        catch (SQLiteException)
        {
            // Whole, and yet not what the engine expects.
            MoveAside();
            await start.OpenAsync(folder.JobsDatabase, cancellation);
            _ = Storage;
        }
    }

    public void Dispose() => storage?.Dispose();

    private async Task<bool> IsWholeAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(folder.JobsDatabase))
        {
            return false;
        }

        try
        {
            await start.OpenAsync(folder.JobsDatabase, cancellation);
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = folder.JobsDatabase, Pooling = false }.ToString());
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            if (await command.ExecuteScalarAsync(cancellation) is not "ok")
            {
                return false;
            }

            // A lock of the engine that is found by the owner of the folder is one that a killed process left behind.
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'DistributedLock'";
            if (await command.ExecuteScalarAsync(cancellation) is > 0L)
            {
                command.CommandText = "DELETE FROM \"DistributedLock\"";
                await command.ExecuteNonQueryAsync(cancellation);
            }

            return true;
        }
        catch (SqliteException problem) when (IsDamage(problem))
        {
            return false;
        }
    }

    private void MoveAside()
    {
        var aside = $"{folder.JobsDatabase}{AsideMark}{time.GetUtcNow().ToString(AsideInstant, CultureInfo.InvariantCulture)}";
        if (Directory.Exists(folder.JobsDatabase))
        {
            Directory.Move(folder.JobsDatabase, aside);
        }
        else
        {
            File.Move(folder.JobsDatabase, aside, overwrite: true);
        }

        File.Delete($"{folder.JobsDatabase}-shm");
        if (File.Exists($"{folder.JobsDatabase}-wal"))
        {
            File.Move($"{folder.JobsDatabase}-wal", $"{aside}-wal", overwrite: true);
        }

        LogMovedAside(Path.GetFileName(aside));
    }

    private bool IsDamage(SqliteException problem) =>
        Damages.Contains(problem.SqliteErrorCode) || Damages.Contains(problem.SqliteExtendedErrorCode)
        || (problem.SqliteErrorCode == ReadOnlyFile && MayWrite());

    /// <summary>Whether the file system lets us write: then it is the file itself that says it may not be written.</summary>
    private bool MayWrite()
    {
        try
        {
            using var file = new FileStream(folder.JobsDatabase, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private SQLiteStorage Open() => new(
        new SQLiteDbConnectionFactory(() =>
        {
            var connection = new SQLiteConnection(folder.JobsDatabase, SQLiteOpenFlags.ReadWrite | SQLiteOpenFlags.Create | SQLiteOpenFlags.NoMutex)
            {
                BusyTimeout = BusyTimeout,
            };
            // What a power cut takes from this file is found out again; flushing each write would slow those that matter.
            connection.Execute("PRAGMA synchronous=NORMAL");
            return connection;
        }),
        new SQLiteStorageOptions { QueuePollInterval = options.Poll, InvisibilityTimeout = InvisibilityTimeout });

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The job store is damaged. It is moved to {File} and recreated; campaigns and imports continue, the history of job runs is lost.")]
    private partial void LogMovedAside(string file);
}
