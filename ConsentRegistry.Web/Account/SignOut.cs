using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account;

/// <summary>Signing out is a form post like every change, so that no link or picture can do it.</summary>
public static class SignOut
{
    public const string Path = "/account/logout";

    // The empty form parameter makes the framework demand the antiforgery token.
    internal static async Task<IResult> RunAsync(
        ClaimsPrincipal user, SignInManager<OperatorAccount> signIn, SignInRecord record, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl)
    {
        await signIn.SignOutAsync();
        await record.SignedOutAsync(user);
        return Results.LocalRedirect(LocalUrl.Of(returnUrl, "/account/login"));
    }
}
