using System.Security.Claims;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using Microsoft.AspNetCore.Components.Authorization;

namespace ConsentRegistry.Tests.Support;

/// <summary>An operator at work, with the given roles and nothing left to do first.</summary>
internal sealed class SignedIn : AuthenticationStateProvider
{
    public const string Id = "0198c0de-0000-7000-8000-000000000001";

    public string[] Roles { get; set; } = [];

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, Id),
            new Claim(OperatorClaims.DisplayName, "Ada"),
            new Claim(FirstUse.OwnPasswordClaim, FirstUse.OwnPasswordClaim),
            new Claim(FirstUse.ConfidentialityClaim, FirstUse.ConfidentialityClaim),
            new Claim(FirstUse.SecondFactorClaim, FirstUse.SecondFactorClaim),
            .. Roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ],
        "test"))));
}
