using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>
/// An open page outlives the request that checked its cookie. This asks again at short intervals whether the account is
/// still open and unchanged, and signs the page out when it is not.
/// </summary>
internal sealed class RecheckedOperator(
    ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => AccountsSetup.RecheckEvery;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        return await accounts.GetUserAsync(authenticationState.User) is { DisabledAt: null } account
            && authenticationState.User.FindFirst(options.Value.ClaimsIdentity.SecurityStampClaimType)?.Value
                == await accounts.GetSecurityStampAsync(account);
    }
}
