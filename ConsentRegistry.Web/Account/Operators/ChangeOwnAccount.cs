using ConsentRegistry.Core.Auditing;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>Changes how an operator signs in and writes that into the audit trail: both, or neither.</summary>
public sealed class ChangeOwnAccount(AccountsDbContext db, AuditTrail audit)
{
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
