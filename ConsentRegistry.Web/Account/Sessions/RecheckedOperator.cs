using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>
/// An open page outlives the request that checked its cookie. Whoever asks here who works on it, as before each act (<see cref="CurrentOperator"/>), hears
/// what is true at this moment; and a page on which nothing happens asks by itself every few seconds, and is signed out when the session is over.
/// </summary>
internal sealed class RecheckedOperator(ILoggerFactory logs, OperatorSessions sessions) : RevalidatingServerAuthenticationStateProvider(logs)
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    protected override TimeSpan RevalidationInterval { get; } = TimeSpan.FromSeconds(2);

    public override async Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        var state = await base.GetAuthenticationStateAsync();
        return await sessions.IsAliveAsync(state.User, isUse: true) ? state : Nobody;
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        sessions.IsAliveAsync(authenticationState.User, isUse: false, cancellationToken);
}
