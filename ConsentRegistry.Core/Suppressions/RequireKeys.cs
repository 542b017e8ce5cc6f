using System.Security.Cryptography;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>At start: the keys are those with which journal and database were written (DESIGN 4, "Suppression list").</summary>
internal sealed class RequireKeys(RegistryWriter writer, KeyRing keys, SuppressionKeys ladder, JournalReplay replay) : IStartupStep
{
    /// <summary>Before anything is made: a database that knew the wrong keys would refuse the right ones when they are put back.</summary>
    /// <exception cref="KeyProblemException">The journal was written under other keys; says the way out.</exception>
    public void Check() => replay.RequireOwnKeys();

    /// <exception cref="KeyProblemException">A key is not the one with which the database was written; says the way out.</exception>
    public Task RunAsync(CancellationToken cancellation) => writer.WriteAsync(CheckKeysAsync, cancellation);

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
}
