using System.Reflection;
using System.Security.Claims;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Administration.Accounts;
using ConsentRegistry.Web.Components.Administration.Jobs;
using ConsentRegistry.Web.Components.Administration.Sending;
using ConsentRegistry.Web.Components.Administration.Settings;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Components.Doubts;
using ConsentRegistry.Web.Components.Home;
using ConsentRegistry.Web.Components.Imports;
using ConsentRegistry.Web.Components.Imports.Profiles;
using ConsentRegistry.Web.Components.Layout;
using ConsentRegistry.Web.Components.ListChecks;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Help;

/// <summary>What the help says of one page of the work area. A new page gets its line here, and its text <c>Page.…</c> in <see cref="HelpTexts"/>.</summary>
/// <param name="Page">The component, which knows its own addresses and who may open it.</param>
/// <param name="Terms">The words on it that not everybody knows.</param>
public sealed record PageHelp(Type Page, params IReadOnlyList<GlossaryTerm> Terms)
{
    public static IReadOnlyList<PageHelp> All { get; } =
    [
        new(typeof(HomePage), GlossaryTerm.Notice, GlossaryTerm.UnclearRefusal, GlossaryTerm.NeedsReview, GlossaryTerm.UnknownMessage, GlossaryTerm.HeldBack, GlossaryTerm.UnfinishedForm),
        new(typeof(PeoplePage), GlossaryTerm.Relationship, GlossaryTerm.OptIn, GlossaryTerm.OptOut, GlossaryTerm.Restriction, GlossaryTerm.UnclearRefusal, GlossaryTerm.LoggedContact) { HasTable = true },
        new(typeof(PersonPage), GlossaryTerm.SendRules, GlossaryTerm.OptIn, GlossaryTerm.ContactPermission, GlossaryTerm.Refusal, GlossaryTerm.LiftingOptIn, GlossaryTerm.Evidence,
            GlossaryTerm.Source, GlossaryTerm.Notice, GlossaryTerm.Restriction, GlossaryTerm.Erasure, GlossaryTerm.LoggedContact, GlossaryTerm.Ledger),
        new(typeof(OptOutPage), GlossaryTerm.OptOut, GlossaryTerm.Objection, GlossaryTerm.Topic, GlossaryTerm.Channel, GlossaryTerm.SuppressionList, GlossaryTerm.Evidence),
        new(typeof(ImportsPage), GlossaryTerm.ImportProfile, GlossaryTerm.RowOutcome, GlossaryTerm.StoppedImport, GlossaryTerm.UndoneImport) { HasTable = true },
        new(typeof(ImportPage), GlossaryTerm.RowOutcome, GlossaryTerm.LeftOut, GlossaryTerm.NeedsReview, GlossaryTerm.UnclearRefusal, GlossaryTerm.StoppedImport, GlossaryTerm.UndoneImport,
            GlossaryTerm.ImportProfile, GlossaryTerm.Source) { HasTable = true },
        new(typeof(DoubtsPage), GlossaryTerm.UnclearRefusal, GlossaryTerm.Refusal, GlossaryTerm.Dpo),
        new(typeof(ListCheckPage), GlossaryTerm.SendRules, GlossaryTerm.SuppressionList, GlossaryTerm.Topic, GlossaryTerm.Channel, GlossaryTerm.OptIn) { HasTable = true },
        new(typeof(CampaignsPage), GlossaryTerm.Audience, GlossaryTerm.HeldBack, GlossaryTerm.UnknownMessage, GlossaryTerm.CallList) { HasTable = true },
        new(typeof(CampaignPage), GlossaryTerm.Audience, GlossaryTerm.SendRules, GlossaryTerm.Topic, GlossaryTerm.ContactPermission, GlossaryTerm.HandOver, GlossaryTerm.HeldBack,
            GlossaryTerm.UnknownMessage, GlossaryTerm.CallList, GlossaryTerm.PickupFolder) { HasTable = true },
        new(typeof(ImportProfilesPage), GlossaryTerm.ImportProfile, GlossaryTerm.OptIn, GlossaryTerm.Evidence),
        new(typeof(SettingsPage), GlossaryTerm.SendRules, GlossaryTerm.OptIn, GlossaryTerm.ContactPermission, GlossaryTerm.SoftOptIn, GlossaryTerm.LegitimateInterest),
        new(typeof(SendingPage), GlossaryTerm.SendingLock, GlossaryTerm.Journal, GlossaryTerm.Dpo),
        new(typeof(AccountsPage), GlossaryTerm.SecondStep, GlossaryTerm.Dpo, GlossaryTerm.AuditTrail) { HasTable = true },
        new(typeof(JobsPage), GlossaryTerm.BackgroundTask, GlossaryTerm.Journal, GlossaryTerm.Ledger),
        new(typeof(HelpPage)),
    ];

    /// <summary>Whether one can go from row to row on it by key.</summary>
    public bool HasTable { get; init; }

    /// <summary>Of its texts.</summary>
    public string Key { get; } = Page.Name[..^"Page".Length];

    /// <summary>Its addresses, with places for values.</summary>
    public IReadOnlyList<string> Addresses { get; } = [.. Page.GetCustomAttributes<RouteAttribute>().Select(route => route.Template)];

    /// <summary>Where it can be opened without naming something on it; null where it is of one person, import or campaign.</summary>
    public string? Path => Addresses.All(address => address.Contains('{', StringComparison.Ordinal) || address.EndsWith("/new", StringComparison.Ordinal)) ? null : Addresses[0];

    /// <param name="path">Relative to where the program begins.</param>
    /// <returns>Null for an address that no page has.</returns>
    public static PageHelp? Of(string path)
    {
        var parts = PartsOf(path.Split('?', '#')[0]);
        return All.FirstOrDefault(page => page.Addresses.Any(address => Fits(PartsOf(address), parts)));
    }

    public bool IsFor(ClaimsPrincipal user) =>
        Page.GetCustomAttributes<AuthorizeAttribute>().Select(wants => wants.Policy).FirstOrDefault(policy => policy is not null) is { } policy ? Policies.Allows(user, policy) : FirstUse.IsReady(user);

    /// <summary>As the menu calls it; what is not in the menu has a name of its own.</summary>
    public string NameIn(IStringLocalizer<ShellTexts> shell, IStringLocalizer<HelpTexts> help) =>
        NavItems.All.FirstOrDefault(item => item.Path == Path) is { } item ? shell[item.TextKey] : help[$"Name.{Key}"];

    private static string[] PartsOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Fits(string[] address, string[] parts) =>
        address.Length == parts.Length && address.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}
