using ConsentRegistry.Web.Hosting;

namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>
/// Guards the door of passkeys against floods. A passkey cannot be guessed, so much is allowed there, and it is counted apart from passwords: however many of those are
/// tried from a network, who has a passkey gets in.
/// </summary>
internal sealed class PasskeyRateLimit() : CallerLimit(burst: 120, TimeSpan.FromSeconds(1) / 20)
{
    public const string Name = "passkey";

    protected override bool Counts(HttpContext context) => HttpMethods.IsPost(context.Request.Method);
}
