using ConsentRegistry.Core.Auditing;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>Closes an account: it signs in no more, and its sessions end at once. <see cref="ResetAccount"/> opens it again.</summary>
public sealed class DisableAccount(
    UserManager<OperatorAccount> accounts, AccountsDbContext db, AccountErrors errors, LastAdministrator lastAdministrator, AuditTrail audit, TimeProvider time)
{
    /// <param name="by">The operator who acts, as the audit trail names them.</param>
    public async Task<IdentityResult> RunAsync(string email, string by)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await accounts.FindByEmailAsync(email.Trim()) is not { } account)
        {
            return IdentityResult.Failed(errors.UnknownAccount());
        }

        if (await lastAdministrator.IsAsync(account))
        {
            return IdentityResult.Failed(errors.LastAdministrator());
        }

        // A second time changes nothing: the first date is the one that history needs.
        account.DisabledAt ??= time.GetUtcNow();
        var result = await accounts.UpdateSecurityStampAsync(account);
        if (result.Succeeded)
        {
            await audit.RecordAsync(by, AuditAction.AccountDisabled, account.Id);
            await transaction.CommitAsync();
        }

        return result;
    }
}
