using System.Security.Claims;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using MudBlazor;

namespace ConsentRegistry.Web.Components.Layout;

/// <summary>One entry of the menu.</summary>
/// <param name="TextKey">Key in <see cref="ShellTexts"/>, beginning with <c>Nav.</c></param>
/// <param name="Icon">One of the library's drawings.</param>
/// <param name="Policy">Who sees it; null for everybody who may work. The page itself carries the same policy.</param>
public sealed record NavItem(string Path, string TextKey, string Icon, string? Policy);

/// <summary>The menu, in the order of a working day. A page that does not exist is not listed.</summary>
public static class NavItems
{
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("/", "Nav.Home", Icons.Material.Outlined.Home, null),
        new("/people", "Nav.People", Icons.Material.Outlined.Group, Policies.EditPeople),
        new("/opt-out", "Nav.OptOut", Icons.Material.Outlined.Unsubscribe, Policies.RecordOptOut),
        new("/imports", "Nav.Imports", Icons.Material.Outlined.UploadFile, Policies.Import),
        new("/doubts", "Nav.Doubts", Icons.Material.Outlined.ContactSupport, Policies.EditPeople),
        new("/check", "Nav.Check", Icons.Material.Outlined.FactCheck, Policies.Check),
        new("/campaigns", "Nav.Campaigns", Icons.Material.Outlined.Campaign, Policies.Campaigns),
        new("/import-profiles", "Nav.ImportProfiles", Icons.Material.Outlined.VerifiedUser, Policies.GuardPrivacy),
        new("/settings", "Nav.Settings", Icons.Material.Outlined.Tune, Policies.GuardPrivacy),
        new("/accounts", "Nav.Accounts", Icons.Material.Outlined.ManageAccounts, Policies.ManageAccounts),
        new("/jobs", "Nav.Jobs", Icons.Material.Outlined.Schedule, Policies.Operate),
    ];

    public static IEnumerable<NavItem> For(ClaimsPrincipal user) =>
        All.Where(item => item.Policy is null ? FirstUse.IsReady(user) : Policies.Allows(user, item.Policy));
}
