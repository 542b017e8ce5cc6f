using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Passwords;
using ConsentRegistry.Web.Account.SecondFactors;
using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>The door of the password. From outside, a name that nobody has, a wrong password and a closed account are one and the same: in words, in waits and in work.</summary>
public sealed class SignInByPassword(
    OperatorSignIn signIn, UserManager<OperatorAccount> accounts, SecondFactor secondFactor, SignInAttempts attempts, SignInRecord record)
{
    private const string Way = "password";

    private static string? nobodysHash;

    public async Task<PasswordAnswer> RunAsync(string email, string password)
    {
        // Before anything else, so that whoever comes first waits for it, whatever the name.
        LazyInitializer.EnsureInitialized(ref nobodysHash, () => accounts.PasswordHasher.HashPassword(new OperatorAccount(), ReadableSecret.Create()));
        var account = await accounts.FindByNameAsync(email.Trim());
        var door = DoorOf(email);
        var wait = attempts.Begin(door);
        if (wait > TimeSpan.Zero)
        {
            await record.RefusedAsync(Way, account, "slowed");
            return new PasswordAnswer(PasswordOutcome.Slowed, wait);
        }

        var isRight = await IsRightAsync(account, password);
        if (account is null || !isRight || account.DisabledAt is not null)
        {
            await record.RefusedAsync(Way, account, isRight ? "closed" : "wrong");
            return new PasswordAnswer(PasswordOutcome.Refused);
        }

        attempts.Succeeded(door);
        if (await secondFactor.IsPasskeyAloneAsync(account))
        {
            await record.RefusedAsync(Way, account, "passkey-wanted");
            return new PasswordAnswer(PasswordOutcome.PasskeyWanted);
        }

        if (!await signIn.EnterAsync(account))
        {
            return new PasswordAnswer(PasswordOutcome.SecondStep);
        }

        await record.SignedInAsync(Way);
        return new PasswordAnswer(PasswordOutcome.SignedIn);
    }

    // By name and network: who guesses from elsewhere slows down nobody but themselves, and who knows the password comes in.
    private string DoorOf(string email) => $"{accounts.NormalizeName(email.Trim())} {CallerLimit.NetworkOf(signIn.Context.Connection.RemoteIpAddress)}";

    private async Task<bool> IsRightAsync(OperatorAccount? account, string password)
    {
        if (account is not null)
        {
            return await accounts.CheckPasswordAsync(account, password);
        }

        accounts.PasswordHasher.VerifyHashedPassword(new OperatorAccount(), nobodysHash!, password);
        return false;
    }
}
