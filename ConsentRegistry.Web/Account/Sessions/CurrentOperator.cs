using System.Security.Claims;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>A signed-in colleague.</summary>
/// <param name="Id">The account id, under which ledger and audit name the colleague.</param>
public sealed record Operator(string Id, string DisplayName, ClaimsPrincipal User)
{
    public bool May(string policy) => Policies.Allows(User, policy);
}

/// <summary>Who works on this page. Asked anew before each act: roles may have changed while the page stood open.</summary>
public sealed class CurrentOperator(AuthenticationStateProvider authentication)
{
    public async Task<Operator> GetAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return new Operator(
            user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new UnauthorizedAccessException("Nobody is signed in."),
            user.FindFirstValue(OperatorClaims.DisplayName) ?? "",
            user);
    }

    /// <returns>The id of the operator, who may do this.</returns>
    /// <exception cref="UnauthorizedAccessException">The operator's roles do not allow it (DESIGN 4, "Accounts").</exception>
    public async Task<string> AllowedAsync(string policy) => await GetAsync() is var who && who.May(policy)
        ? who.Id
        : throw new UnauthorizedAccessException($"The operator may not do this: {policy}.");
}
