using System.Security.Cryptography;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>At start: the keys are those with which journal and database were written (DESIGN 4, "Suppression list").</summary>
internal sealed partial class RequireKeys(
    RegistryWriter writer, KeyRing keys, SuppressionKeys ladder, JournalReplay replay, FindLostEnd lostEnd, OptOutJournal journal, ILogger<RequireKeys> log) : IStartupStep
{
    /// <summary>Before anything is made: a database that knew the wrong keys would refuse the right ones when they are put back.</summary>
    /// <exception cref="KeyProblemException">The journal was written under other keys; says the way out.</exception>
    public void Check()
    {
        try
        {
            replay.RequireOwnKeys();
        }
        catch (KeyProblemException)
        {
            keys.TakeBack();
            throw;
        }
    }

    /// <exception cref="KeyProblemException">A key is not the one with which the database was written; says the way out.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await writer.WriteAsync(write => CheckKeysAsync(write, cancellation), cancellation);
        keys.Settle();
    }

    private async Task CheckKeysAsync(RegistryWrite write, CancellationToken cancellation)
    {
        var state = await write.Context.Set<RegistryState>().SingleOrDefaultAsync(cancellation);
        if (state is null)
        {
            state = new RegistryState
            {
                Id = 1,
                SuppressionKeyVersion = keys.SuppressionKeyVersion,
                SuppressionKeyCheck = keys.CheckSuppressionKeys(keys.SuppressionKeyVersion),
                DataKeyCheck = KeyRing.CheckOf(keys.DataKey),
                IndexKeyCheck = KeyRing.CheckOf(keys.IndexKey),
                LedgerKeyCheck = KeyRing.CheckOf(keys.LedgerKey),
                TokenKeyVersion = keys.TokenKeys.Count,
                TokenKeyCheck = keys.CheckTokenKeys(keys.TokenKeys.Count),
                SigningKeyCheck = keys.SigningKeyCheck,
            };
            write.Context.Add(state);
            if (!keys.IsNew || lostEnd.HasHistory)
            {
                // Keys or journal have been used, so that an empty database stands in the place of one that was lost.
                await write.Context.SaveChangesAsync(cancellation);
                var lost = await lostEnd.FindAsync(write.Context, 0, cancellation);
                await lostEnd.LockAsync(write, lost is null ? lostEnd.FactsOf(1, null) : lost with { LostFrom = 1 });
            }
            else if (lostEnd.CountOn(state) > 0)
            {
                LogMarkOfAnother(CommitMark.FileName, Path.GetDirectoryName(journal.FilePath)!, state.Commits);
            }

            return;
        }

        lostEnd.Compare(state);
        ladder.Require(state.SuppressionKeyVersion);
        Require(
            state.SuppressionKeyCheck, keys.CheckSuppressionKeys(state.SuppressionKeyVersion),
            state.SuppressionKeyVersion == 1 ? "suppression-1" : $"suppression-1…{state.SuppressionKeyVersion}");
        Require(state.DataKeyCheck, KeyRing.CheckOf(keys.DataKey), "data");
        Require(state.IndexKeyCheck, KeyRing.CheckOf(keys.IndexKey), "index");
        Require(state.LedgerKeyCheck, KeyRing.CheckOf(keys.LedgerKey), "ledger");
        if (state.TokenKeyVersion > keys.TokenKeys.Count)
        {
            throw keys.MissingTokenKey(state.TokenKeyVersion);
        }

        Require(
            state.TokenKeyCheck, keys.CheckTokenKeys(state.TokenKeyVersion), state.TokenKeyVersion == 1 ? "token-1" : $"token-1…{state.TokenKeyVersion}",
            "the way out in every mail that was sent would lead nowhere");
        Require(state.SigningKeyCheck, keys.SigningKeyCheck, "signing", "receipts that were given could not be checked any more");
        (state.TokenKeyVersion, state.TokenKeyCheck) = (keys.TokenKeys.Count, keys.CheckTokenKeys(keys.TokenKeys.Count));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Mark} in {Folder} counts {Commits} transactions of a registry that was here before. With new keys and an empty journal this one begins anew and counts on from there. If there should be data: stop it, and put back the data folder with its keys and the journal.")]
    private partial void LogMarkOfAnother(string mark, string folder, long commits);

    private static void Require(byte[] stored, byte[] check, string name, string consequence = "people who opted out would not be recognised")
    {
        if (!CryptographicOperations.FixedTimeEquals(stored, check))
        {
            throw Wrong(name, consequence);
        }
    }

    private static KeyProblemException Wrong(string name, string consequence) => new(
        $"The key '{name}.key' is not the one with which this registry was written: with it, {consequence}. " +
        "The registry does not start. Put back the keys folder that belongs to this data folder (from your key export).");
}
