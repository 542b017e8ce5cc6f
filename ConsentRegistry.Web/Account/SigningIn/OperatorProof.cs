using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.SecondFactors;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>
/// Has an operator who is signed in prove it once more, by the password or by a code of the authenticator app, before something that nobody may do who merely
/// found the screen unlocked or the cookie.
/// </summary>
public sealed class OperatorProof(IServiceScopeFactory scopes, SignInAttempts attempts)
{
    /// <param name="operatorId">Who acts.</param>
    /// <returns>Whether it is proven. False as well for who has tried too often: the wait is that of the sign-in.</returns>
    public async Task<bool> IsRightAsync(string operatorId, string? typed)
    {
        if (string.IsNullOrEmpty(typed) || attempts.Begin(operatorId) > TimeSpan.Zero)
        {
            return false;
        }

        // A scope of its own: a page lives for hours, and what it once read of an account must not be what is compared.
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        if (await accounts.FindByIdAsync(operatorId) is not { } account || !await IsOfAsync(accounts, account, typed))
        {
            return false;
        }

        attempts.Succeeded(operatorId);
        return true;
    }

    private static async Task<bool> IsOfAsync(UserManager<OperatorAccount> accounts, OperatorAccount account, string typed)
    {
        var code = string.Concat(typed.Where(each => !char.IsWhiteSpace(each)));
        return account.TwoFactorEnabled && OneTimeCodes.LooksLikeOne(code)
            ? await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code)
            : await accounts.CheckPasswordAsync(account, typed);
    }
}
