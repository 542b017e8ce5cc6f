using System.Security.Claims;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.SecondFactors;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>What the cookie says about an operator: id, session, roles, display name, and which steps of the first use are done.</summary>
public sealed class OperatorClaims(
    UserManager<OperatorAccount> accounts, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options, SecondFactor secondFactor)
    : UserClaimsPrincipalFactory<OperatorAccount, IdentityRole<Guid>>(accounts, roles, options)
{
    public const string DisplayName = "display_name";

    /// <summary>Names the session at the server, without which all the others count for nothing.</summary>
    public const string Session = "session";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(OperatorAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        if (!user.MustChangePassword)
        {
            identity.AddClaim(new Claim(FirstUse.OwnPasswordClaim, FirstUse.OwnPasswordClaim));
        }

        if (user.ConfidentialityAcceptedAt is not null)
        {
            identity.AddClaim(new Claim(FirstUse.ConfidentialityClaim, FirstUse.ConfidentialityClaim));
        }

        if (!await secondFactor.IsMissingAsync(user))
        {
            identity.AddClaim(new Claim(FirstUse.SecondFactorClaim, FirstUse.SecondFactorClaim));
        }

        return identity;
    }
}
