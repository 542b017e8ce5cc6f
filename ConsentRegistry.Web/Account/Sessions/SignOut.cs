using System.Security.Claims;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.SigningIn;
using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Sessions;

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
