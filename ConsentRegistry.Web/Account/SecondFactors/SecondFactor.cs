using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.SecondFactors;

/// <summary>Who needs more than a password to sign in, and whether they have it (P-54…57).</summary>
public sealed class SecondFactor(UserManager<OperatorAccount> accounts, AccountOptions options)
{
    /// <summary>The account's roles want an authenticator app or a passkey, and it has neither.</summary>
    public async Task<bool> IsMissingAsync(OperatorAccount account) =>
        !account.TwoFactorEnabled && await IsWantedAsync(account) && (await accounts.GetPasskeysAsync(account)).Count == 0;

    /// <summary>A passkey is all that the account has besides its password, and the password alone must not do.</summary>
    public async Task<bool> IsPasskeyAloneAsync(OperatorAccount account) =>
        !account.TwoFactorEnabled && await IsWantedAsync(account) && (await accounts.GetPasskeysAsync(account)).Count > 0;

    private async Task<bool> IsWantedAsync(OperatorAccount account) => (await accounts.GetRolesAsync(account)).Any(options.TwoFactorRoles.Contains);
}
