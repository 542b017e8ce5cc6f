using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Account.SigningIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.SecondFactors;

/// <summary>What the browser asks before it makes or uses a passkey (WebAuthn). The answers are for <c>js/passkeys.js</c> only.</summary>
internal static class PasskeyEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost(SignOut.Path, SignOut.RunAsync).AllowAnonymous();
        app.MapPost("/account/passkeys/creation-options", CreationOptionsAsync).RequireAuthorization(Policies.AccountHolder);
        app.MapPost("/account/passkeys/request-options", RequestOptionsAsync).AllowAnonymous().RequireRateLimiting(PasskeyRateLimit.Name);
    }

    private static async Task<IResult> CreationOptionsAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<OperatorAccount> accounts, SignInManager<OperatorAccount> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || await accounts.GetUserAsync(context.User) is not { } account)
        {
            return Results.BadRequest();
        }

        return Json(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = account.Id.ToString(),
            Name = account.Email!,
            DisplayName = account.DisplayName,
        }));
    }

    // Nobody is named: the browser offers the passkeys it has, and an address tells a stranger nothing.
    private static async Task<IResult> RequestOptionsAsync(
        HttpContext context, IAntiforgery antiforgery, SignInManager<OperatorAccount> signIn) =>
        await antiforgery.IsRequestValidAsync(context)
            ? Json(await signIn.MakePasskeyRequestOptionsAsync(user: null))
            : Results.BadRequest();

    private static IResult Json(string json) => Results.Content(json, "application/json");
}
