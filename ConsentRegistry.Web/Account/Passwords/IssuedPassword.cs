using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Passwords;

/// <summary>The answer of a use case that gives an account a password that must be changed at the first sign-in.</summary>
/// <param name="Password">Shown once and stored nowhere in readable form; null when the result is a refusal.</param>
public sealed record IssuedPassword(IdentityResult Result, string? Password)
{
    internal static IssuedPassword Refused(params IdentityError[] errors) => new(IdentityResult.Failed(errors), null);
}
