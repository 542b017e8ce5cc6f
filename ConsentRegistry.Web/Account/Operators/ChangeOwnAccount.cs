using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Web.Account.SigningIn;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>Changes how an operator signs in and writes that into the audit trail: both, or neither.</summary>
public sealed class ChangeOwnAccount(AccountsDbContext db, AuditTrail audit, OperatorProof proof, AccountErrors errors)
{
    /// <summary>A change that nobody may make who merely found the screen unlocked: who acts proves it once more.</summary>
    /// <param name="typed">The password or a code of the authenticator app, as it was typed.</param>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<IdentityResult> ProvenAsync(OperatorAccount account, string? typed, AuditAction action, Func<Task<IdentityResult>> change) =>
        await proof.IsRightAsync(account.Id.ToString(), typed)
            ? await RunAsync(account, action, change)
            : IdentityResult.Failed(errors.NotProven());

    /// <summary>The same for a change that follows from one that was proven.</summary>
    /// <param name="account">The operator's own, who thereby is the one who acts.</param>
    /// <param name="action">What the audit trail calls it.</param>
    public async Task<IdentityResult> RunAsync(OperatorAccount account, AuditAction action, Func<Task<IdentityResult>> change)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var result = await change();
        if (result.Succeeded)
        {
            await audit.RecordAsync(account.Id.ToString(), action, account.Id);
            await transaction.CommitAsync();
        }

        return result;
    }
}
