using System.Security.Cryptography;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Startup;

/// <summary>
/// Brings a data folder into the state in which it may decide: tables, keys, journal, suppression list, in this order. Until it is done
/// the suppression index says that it is not available, and every decision is <c>Undetermined</c>.
/// </summary>
public sealed partial class RegistryStartup(
    DataFolder folder, SqliteStart databases, IDbContextFactory<RegistryDbContext> contexts, IDbContextFactory<AuditDbContext> audits, RegistryWriter writer, KeyRing keys,
    SuppressionKeys ladder, SuppressionIndex index, OptOutJournal journal,
    JournalReplay replay, EncryptedFiles temporary, RotateSuppressionKey rotation, SendingLock sendingLock, GateSettingsStore settings, TimeProvider time, ILogger<RegistryStartup> log)
{
    /// <exception cref="KeyProblemException">A key is not the one with which the data were written; says the way out.</exception>
    /// <exception cref="InvalidDataException">The journal was changed.</exception>
    /// <exception cref="StartRefusedException">A database was written by a newer version, or another program does not let it go.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (folder.IsOpenToOthers)
        {
            LogFolderOpenToOthers(folder.Root);
        }

        // Before anything is made: a database that knew the wrong keys would refuse the right ones when they are put back.
        replay.RequireOwnKeys();
        folder.MakeDatabasesPrivate();
        temporary.DeleteAll();
        await using (var context = contexts.CreateDbContext())
        {
            await databases.BringUpToDateAsync(context, cancellation);
        }

        await using (var audit = audits.CreateDbContext())
        {
            await databases.BringUpToDateAsync(audit, cancellation);
        }

        using var watch = new StartWatch(() => "The registry is still being opened: journal, suppression list and settings are read.", time, LogSlow);
        await writer.WriteAsync(CheckKeysAsync, cancellation);
        await rotation.FinishAsync(cancellation);
        var position = await PositionAsync(cancellation);
        if (position > journal.End)
        {
            LogJournalLost(position, journal.End);
            await sendingLock.LockAsync(SendingLock.JournalLost, cancellation);
        }

        await replay.ApplyAsync(new Dictionary<long, EventPayload?>(), cancellation);
        await writer.WriteAsync(write => DeliverCampaign.RecoverAsync(write.Context), cancellation);
        await settings.LoadAsync(cancellation);
        await LoadIndexAsync(cancellation);
        await sendingLock.LoadAsync(cancellation);
    }

    /// <summary>Reads all keys in force into memory.</summary>
    internal async Task LoadIndexAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var all = new List<SuppressionKey>();
        await foreach (var key in SuppressionList.InForce(context).Select(entry => entry.Key).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            all.Add(SuppressionKey.Read(key));
        }

        index.Load(all);
    }

    private async Task<long> PositionAsync(CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Set<RegistryState>().Select(state => state.JournalPosition).SingleAsync(cancellation);
    }

    private async Task CheckKeysAsync(RegistryWrite write)
    {
        var state = await write.Context.Set<RegistryState>().SingleOrDefaultAsync();
        if (state is null)
        {
            write.Context.Add(new RegistryState
            {
                Id = 1,
                SuppressionKeyVersion = keys.SuppressionKeyVersion,
                SuppressionKeyCheck = keys.CheckSuppressionKeys(keys.SuppressionKeyVersion),
                DataKeyCheck = KeyRing.CheckOf(keys.DataKey),
                IndexKeyCheck = KeyRing.CheckOf(keys.IndexKey),
                LedgerKeyCheck = KeyRing.CheckOf(keys.LedgerKey),
            });
            return;
        }

        ladder.Require(state.SuppressionKeyVersion);
        Require(
            state.SuppressionKeyCheck, keys.CheckSuppressionKeys(state.SuppressionKeyVersion),
            state.SuppressionKeyVersion == 1 ? "suppression-1" : $"suppression-1…{state.SuppressionKeyVersion}");
        Require(state.DataKeyCheck, KeyRing.CheckOf(keys.DataKey), "data");
        Require(state.IndexKeyCheck, KeyRing.CheckOf(keys.IndexKey), "index");
        Require(state.LedgerKeyCheck, KeyRing.CheckOf(keys.LedgerKey), "ledger");
    }

    private static void Require(byte[] stored, byte[] check, string name)
    {
        if (!CryptographicOperations.FixedTimeEquals(stored, check))
        {
            throw Wrong(name);
        }
    }

    private static KeyProblemException Wrong(string name) => new(
        $"The key '{name}.key' is not the one with which this registry was written: with it, people who opted out would not be recognised. " +
        "The registry does not start. Put back the keys folder that belongs to this data folder (from your key export).");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other accounts of this machine may look into the data folder {Folder}. Take that right away from them.")]
    private partial void LogFolderOpenToOthers(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogSlow(string sentence);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database has seen {Position} lines of the opt-out journal, the journal has {End}: lines were lost. Sending is locked until the privacy officer releases it.")]
    private partial void LogJournalLost(long position, long end);
}
