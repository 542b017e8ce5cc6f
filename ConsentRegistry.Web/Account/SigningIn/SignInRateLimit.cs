using ConsentRegistry.Web.Hosting;

namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>
/// Guards the doors against guessing. <see cref="SignInAttempts"/> slows down who guesses at one account; this stops who tries one password on all of them. An office
/// behind one address signs in without noticing it.
/// </summary>
internal sealed class SignInRateLimit() : CallerLimit(Burst, TimeSpan.FromSeconds(2))
{
    public const string Name = "sign-in";

    /// <summary>So many attempts at once.</summary>
    internal const int Burst = 30;

    // Only what is sent is an attempt; to look at the page is free.
    protected override bool Counts(HttpContext context) => HttpMethods.IsPost(context.Request.Method);
}
