using System.Security.Cryptography;
using System.Text;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Settings;
using ConsentRegistry.Core.Suppressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Persistence;

/// <summary>
/// Brings a data folder into the state in which it may decide: tables, keys, journal, suppression list, in this order. Until it is done
/// the suppression index says that it is not available, and every decision is <c>Undetermined</c>.
/// </summary>
public sealed partial class RegistryStartup(
    DataFolder folder, IDbContextFactory<RegistryDbContext> contexts, IDbContextFactory<AuditDbContext> audits, RegistryWriter writer, KeyRing keys,
    SuppressionIndex index, OptOutJournal journal,
    JournalReplay replay, RotateSuppressionKey rotation, SendingLock sendingLock, GateSettingsStore settings, ILogger<RegistryStartup> log)
{
    /// <exception cref="KeyProblemException">A key is not the one with which the data were written; says the way out.</exception>
    /// <exception cref="InvalidDataException">The journal was changed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (folder.IsOpenToOthers)
        {
            LogFolderOpenToOthers(folder.Root);
        }

        folder.MakeDatabasesPrivate();
        await using (var context = contexts.CreateDbContext())
        {
            await context.Database.MigrateAsync(cancellation);
        }

        await using (var audit = audits.CreateDbContext())
        {
            await audit.Database.MigrateAsync(cancellation);
        }

        await writer.WriteAsync(CheckKeysAsync, cancellation);
        replay.RequireOwnKeys();
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
                SuppressionKeyCheck = CheckOf(keys.SuppressionKeys[^1]),
                DataKeyCheck = CheckOf(keys.DataKey),
                IndexKeyCheck = CheckOf(keys.IndexKey),
                LedgerKeyCheck = CheckOf(keys.LedgerKey),
            });
            return;
        }

        if (keys.SuppressionKeyVersion < state.SuppressionKeyVersion)
        {
            throw Wrong($"suppression-{state.SuppressionKeyVersion}");
        }

        Require(state.SuppressionKeyCheck, keys.SuppressionKeys[state.SuppressionKeyVersion - 1], $"suppression-{state.SuppressionKeyVersion}");
        Require(state.DataKeyCheck, keys.DataKey, "data");
        Require(state.IndexKeyCheck, keys.IndexKey, "index");
        Require(state.LedgerKeyCheck, keys.LedgerKey, "ledger");
    }

    /// <summary>A value that tells whether a key is the right one and nothing else about it.</summary>
    internal static byte[] CheckOf(byte[] key) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("ConsentRegistry key check"))[..16];

    private static void Require(byte[] check, byte[] key, string name)
    {
        if (!CryptographicOperations.FixedTimeEquals(check, CheckOf(key)))
        {
            throw Wrong(name);
        }
    }

    private static KeyProblemException Wrong(string name) => new(
        $"The key '{name}.key' is not the one with which this registry was written: with it, people who opted out would not be recognised. " +
        "The registry does not start. Put back the keys folder that belongs to this data folder (from your key export).");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other accounts of this machine may look into the data folder {Folder}. Take that right away from them.")]
    private partial void LogFolderOpenToOthers(string folder);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database has seen {Position} lines of the opt-out journal, the journal has {End}: lines were lost. Sending is locked until the privacy officer releases it.")]
    private partial void LogJournalLost(long position, long end);
}
