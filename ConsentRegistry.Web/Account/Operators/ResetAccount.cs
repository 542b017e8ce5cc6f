using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Web.Account.Passwords;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>
/// Lets a colleague in again who lost the password or the phone: a new password for one sign-in, no second factor, no
/// passkeys, and open again if it was disabled. Every session the account still had ends.
/// </summary>
public sealed class ResetAccount(UserManager<OperatorAccount> accounts, AccountsDbContext db, AccountErrors errors, AuditTrail audit)
{
    /// <param name="by">The operator who acts, as the audit trail names them.</param>
    public async Task<IssuedPassword> RunAsync(string email, string by)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await accounts.FindByEmailAsync(email.Trim()) is not { } account)
        {
            return IssuedPassword.Refused(errors.UnknownAccount());
        }

        foreach (var passkey in await accounts.GetPasskeysAsync(account))
        {
            await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        }

        account.DisabledAt = null;
        account.MustChangePassword = true;
        var password = ReadableSecret.Create();
        var result = await accounts.RemovePasswordAsync(account)
            .ThenAsync(() => accounts.AddPasswordAsync(account, password))
            .ThenAsync(() => accounts.SetTwoFactorEnabledAsync(account, false))
            .ThenAsync(() => accounts.ResetAuthenticatorKeyAsync(account))
            .ThenAsync(() => accounts.UpdateSecurityStampAsync(account));
        if (!result.Succeeded)
        {
            return new IssuedPassword(result, null);
        }

        await audit.RecordAsync(by, AuditAction.AccountReset, account.Id);
        await transaction.CommitAsync();
        return new IssuedPassword(result, password);
    }
}
