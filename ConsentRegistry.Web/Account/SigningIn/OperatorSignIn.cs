using System.Security.Claims;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>Signs operators in and out. Whatever the way in, a session begins at the server and the cookie names it; to sign out ends it there.</summary>
public sealed class OperatorSignIn(
    UserManager<OperatorAccount> accounts,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<OperatorAccount> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<OperatorAccount>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<OperatorAccount> confirmation,
    OperatorSessions sessions)
    : SignInManager<OperatorAccount>(accounts, contexts, claims, options, log, schemes, confirmation)
{
    private bool refreshes;

    public override async Task RefreshSignInAsync(OperatorAccount user)
    {
        refreshes = true;
        try
        {
            await base.RefreshSignInAsync(user);
        }
        finally
        {
            refreshes = false;
        }
    }

    public override async Task SignInWithClaimsAsync(OperatorAccount user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await SessionForAsync(user);
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims.Append(new Claim(OperatorClaims.Session, session.ToString())));
    }

    /// <summary>Lets in whose password was right.</summary>
    /// <returns>False where a second step is wanted first.</returns>
    public async Task<bool> EnterAsync(OperatorAccount account) => (await SignInOrTwoFactorAsync(account, isPersistent: false)).Succeeded;

    public override async Task SignOutAsync()
    {
        await EndCurrentAsync();
        await base.SignOutAsync();
    }

    private async Task<Guid> SessionForAsync(OperatorAccount user)
    {
        if (refreshes && OperatorSessions.IdOf(Context.User) is { } current)
        {
            await sessions.GoOnAsync(current, user);
            return current;
        }

        // Who signs in anew in the same browser leaves nothing behind.
        await EndCurrentAsync();
        return await sessions.BeginAsync(user, Context.Request.Headers.UserAgent);
    }

    private Task EndCurrentAsync() => OperatorSessions.IdOf(Context.User) is { } current ? sessions.EndAsync(current) : Task.CompletedTask;
}
