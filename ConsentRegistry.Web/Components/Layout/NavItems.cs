using System.Security.Claims;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;

namespace ConsentRegistry.Web.Components.Layout;

/// <summary>One entry of the menu.</summary>
/// <param name="TextKey">Key in <see cref="ShellTexts"/>, beginning with <c>Nav.</c></param>
/// <param name="Policy">Who sees it; null for everybody who may work. The page itself carries the same policy.</param>
public sealed record NavItem(string Path, string TextKey, string Icon, string? Policy);

/// <summary>The menu, in the order of a working day. A page that does not exist is not listed.</summary>
public static class NavItems
{
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("/", "Nav.Home", "home", null),
        new("/people", "Nav.People", "group", Policies.EditPeople),
        new("/opt-out", "Nav.OptOut", "unsubscribe", Policies.RecordOptOut),
        new("/imports", "Nav.Imports", "upload_file", Policies.Import),
        new("/doubts", "Nav.Doubts", "contact_support", Policies.EditPeople),
        new("/check", "Nav.Check", "fact_check", Policies.Check),
        new("/campaigns", "Nav.Campaigns", "campaign", Policies.Campaigns),
        new("/import-profiles", "Nav.ImportProfiles", "verified_user", Policies.GuardPrivacy),
        new("/settings", "Nav.Settings", "tune", Policies.GuardPrivacy),
        new("/accounts", "Nav.Accounts", "manage_accounts", Policies.ManageAccounts),
        new("/jobs", "Nav.Jobs", "schedule", Policies.Operate),
    ];

    public static IEnumerable<NavItem> For(ClaimsPrincipal user) =>
        All.Where(item => item.Policy is null ? FirstUse.IsReady(user) : Policies.Allows(user, item.Policy));
}
