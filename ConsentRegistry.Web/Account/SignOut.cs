using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account;

/// <summary>Signing out is a form post like every change, so that no link or picture can do it.</summary>
public static class SignOut
{
    public const string Path = "/account/logout";

    // The empty form parameter makes the framework demand the antiforgery token.
    internal static async Task<IResult> RunAsync(SignInManager<OperatorAccount> signIn, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(LocalUrl.Of(returnUrl, "/account/login"));
    }
}
