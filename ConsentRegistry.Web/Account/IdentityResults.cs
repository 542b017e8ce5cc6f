using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account;

/// <summary>Chains steps that Identity offers one by one; the first refusal is the answer.</summary>
internal static class IdentityResults
{
    public static async Task<IdentityResult> ThenAsync(this Task<IdentityResult> first, Func<Task<IdentityResult>> next)
    {
        var result = await first;
        return result.Succeeded ? await next() : result;
    }

    /// <summary>Each sentence once: an address that is taken is taken as name and as address.</summary>
    public static IReadOnlyList<string> Sentences(this IdentityResult result) =>
        [.. result.Errors.Select(error => error.Description).Distinct()];
}
