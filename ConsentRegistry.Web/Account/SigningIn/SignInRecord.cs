using System.Security.Claims;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>Writes into the audit trail who came in, who went, and whose door was tried in vain.</summary>
public sealed class SignInRecord(SignInManager<OperatorAccount> signIn, AuditTrail audit)
{
    /// <summary>The operator of an attempt: whoever it was did not prove to be anybody.</summary>
    public const string Nobody = "nobody";

    /// <summary>Just after signing in: the request is the operator's from then on.</summary>
    /// <param name="way"><c>password</c>, <c>passkey</c>, <c>second-step</c>, <c>recovery-code</c> or <c>set-up</c>.</param>
    public Task SignedInAsync(string way)
    {
        var by = IdOf(signIn.Context.User) ?? throw new InvalidOperationException("Nobody has signed in.");
        return audit.RecordAsync(by, AuditAction.SignedIn, Guid.Parse(by), new Dictionary<string, string> { ["way"] = way });
    }

    /// <param name="way">As for <see cref="SignedInAsync"/>.</param>
    /// <param name="account">Whose door it was; null when there is no such account, or none was named. What was typed is not kept.</param>
    /// <param name="because">Why not, as a word of a fixed list: <c>wrong</c>, <c>closed</c>, <c>slowed</c>, <c>expired</c> or <c>passkey-wanted</c>.</param>
    public Task RefusedAsync(string way, OperatorAccount? account, string because) => audit.RecordAsync(
        Nobody, AuditAction.SignInRefused, account?.Id, new Dictionary<string, string> { ["way"] = way, ["because"] = because });

    /// <summary>Who was signed in when the request came; a visitor who was not leaves no line.</summary>
    public Task SignedOutAsync(ClaimsPrincipal user) =>
        IdOf(user) is { } by ? audit.RecordAsync(by, AuditAction.SignedOut, Guid.Parse(by)) : Task.CompletedTask;

    private static string? IdOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);
}
