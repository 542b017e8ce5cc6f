using System.Security.Claims;

namespace ConsentRegistry.Web.Account.FirstSteps;

/// <summary>
/// What an operator does before the first page opens: choose a password of their own, accept the duty of confidentiality (P-59), and, where
/// the role wants it, set up more than a password (P-54…57). Until all are done no policy allows anything.
/// </summary>
public static class FirstUse
{
    public const string PasswordPath = "/account/password";
    public const string ConfidentialityPath = "/account/confidentiality";

    public const string SecondFactorPath = "/account/two-factor";

    internal const string OwnPasswordClaim = "own_password";
    internal const string ConfidentialityClaim = "confidentiality_accepted";
    internal const string SecondFactorClaim = "second_factor";

    public static bool IsReady(ClaimsPrincipal user) => NextStep(user) is null;

    /// <summary>The page on which a signed-in operator has something to do first; null when nothing is left.</summary>
    public static string? NextStep(ClaimsPrincipal user) => user switch
    {
        _ when !user.HasClaim(OwnPasswordClaim, OwnPasswordClaim) => PasswordPath,
        _ when !user.HasClaim(ConfidentialityClaim, ConfidentialityClaim) => ConfidentialityPath,
        _ when !user.HasClaim(SecondFactorClaim, SecondFactorClaim) => SecondFactorPath,
        _ => null,
    };
}
