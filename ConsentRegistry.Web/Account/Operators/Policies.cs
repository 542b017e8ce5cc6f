using System.Security.Claims;
using ConsentRegistry.Web.Account.FirstSteps;
using Microsoft.AspNetCore.Authorization;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>
/// What each role may do: the table of DESIGN 4, one name a row. Pages carry the name in <c>[Authorize]</c>, the menu and
/// the callers of use cases ask <see cref="Allows"/>.
/// </summary>
public static class Policies
{
    /// <summary>Signed in, whatever still has to be done before work may begin. Only for the pages where that is done.</summary>
    public const string AccountHolder = nameof(AccountHolder);

    /// <summary>See and edit people, log consent and withdrawal.</summary>
    public const string EditPeople = nameof(EditPeople);

    /// <summary>Record an opt-out or an objection.</summary>
    public const string RecordOptOut = nameof(RecordOptOut);

    public const string Import = nameof(Import);

    /// <summary>Ask the gate about one address.</summary>
    public const string Check = nameof(Check);

    /// <summary>Scrub lists and run campaigns.</summary>
    public const string Campaigns = nameof(Campaigns);

    /// <summary>Requests, erasure, restriction, retention, mistaken entries, settings of the gate, audit.</summary>
    public const string GuardPrivacy = nameof(GuardPrivacy);

    public const string ManageAccounts = nameof(ManageAccounts);

    /// <summary>API keys, backups, jobs.</summary>
    public const string Operate = nameof(Operate);

    private static readonly Dictionary<string, string[]> RolesByPolicy = new()
    {
        [EditPeople] = [Role.Recruiter, Role.Dpo],
        [RecordOptOut] = [Role.Recruiter, Role.Marketing, Role.Dpo],
        [Import] = [Role.Recruiter, Role.Dpo],
        [Check] = [Role.Recruiter, Role.Marketing, Role.Dpo],
        [Campaigns] = [Role.Marketing, Role.Dpo],
        [GuardPrivacy] = [Role.Dpo],
        [ManageAccounts] = [Role.Administrator],
        [Operate] = [Role.Administrator],
    };

    /// <summary>Whether this operator may work and holds a role that the policy names. An unknown policy allows nobody.</summary>
    public static bool Allows(ClaimsPrincipal user, string policy) =>
        FirstUse.IsReady(user) && RolesByPolicy.GetValueOrDefault(policy, []).Any(user.IsInRole);

    internal static void AddTo(AuthorizationOptions options)
    {
        options.DefaultPolicy = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => FirstUse.IsReady(context.User))
            .Build();
        options.FallbackPolicy = options.DefaultPolicy;
        options.AddPolicy(AccountHolder, policy => policy.RequireAuthenticatedUser());
        foreach (var name in RolesByPolicy.Keys)
        {
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => Allows(context.User, name)));
        }
    }
}
