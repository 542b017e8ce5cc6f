namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>Holds the tables of one feature against the ledger. Every feature with tables of its own registers one; <see cref="VerifyLedger"/> runs them all.</summary>
public interface ITableVerifier
{
    /// <summary>Adds the first bad row of each table to the findings.</summary>
    Task ExecuteAsync(VerificationRun run, CancellationToken cancellation);
}
