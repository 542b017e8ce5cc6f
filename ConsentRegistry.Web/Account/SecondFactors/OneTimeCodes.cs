using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace ConsentRegistry.Web.Account.SecondFactors;

/// <summary>
/// The codes of an authenticator app (RFC 6238). Each counts once (5.2 there), and those of the half minute before and after count beside the one of this moment, for
/// clocks that go a little wrong and people who type slowly.
/// </summary>
public sealed class OneTimeCodes(AccountsDbContext db, TimeProvider time) : IUserTwoFactorTokenProvider<OperatorAccount>
{
    public const int Digits = 6;

    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>Whether what was typed has the look of such a code.</summary>
    public static bool LooksLikeOne(string typed) => typed.Length == Digits && typed.All(char.IsAsciiDigit);

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<OperatorAccount> manager, OperatorAccount user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    /// <summary>The app makes the codes, not the server.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<OperatorAccount> manager, OperatorAccount user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<OperatorAccount> manager, OperatorAccount user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || !LooksLikeOne(token))
        {
            return false;
        }

        var codes = new Totp(Base32Encoding.ToBytes(key), totpSize: Digits);
        return codes.VerifyTotp(time.GetUtcNow().UtcDateTime, token, out var step, Window) && await SpendAsync(user.Id, step, token);
    }

    // The row itself is the lock: of two who send the same code at the same moment one writes it.
    private async Task<bool> SpendAsync(Guid account, long step, string code)
    {
        await db.SpentCodes.Where(spent => spent.AccountId == account && spent.Step < step - 2).ExecuteDeleteAsync();
        return await db.Database.ExecuteSqlAsync($"INSERT INTO SpentCodes (AccountId, Step, Code) VALUES ({account}, {step}, {code}) ON CONFLICT DO NOTHING") == 1;
    }
}
