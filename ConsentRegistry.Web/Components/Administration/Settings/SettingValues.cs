using System.Globalization;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Web.Localisation;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Administration.Settings;

/// <summary>The settings as words, one by one, so that two versions can be held against each other.</summary>
internal static class SettingValues
{
    /// <summary>What one version changed.</summary>
    public static IEnumerable<(string Name, string From, string To)> Differences(
        this SettingsChange change, IStringLocalizer<SettingsTexts> texts, IStringLocalizer<TermTexts> words) =>
        from pair in Of(change.Before, texts, words).Zip(Of(change.After, texts, words))
        where pair.First.Value != pair.Second.Value
        select (texts[pair.First.Key].Value, pair.First.Value, pair.Second.Value);

    /// <summary>Every setting by the key of its name in the texts, in the order of the page.</summary>
    public static IEnumerable<(string Key, string Value)> Of(RegistrySettings settings, IStringLocalizer<SettingsTexts> texts, IStringLocalizer<TermTexts> words)
    {
        var gate = settings.Gate;
        yield return ("Permission", texts[$"Use.{gate.ContactPermission}"]);
        yield return ("PermissionMonths", Number(gate.PermissionMonths));
        yield return ("ConsentMonths", Number(gate.ConsentMonths));
        yield return ("SoftOptInMonths", Number(gate.SoftOptInMonths));
        yield return ("SoftOptInEvents", Answer(gate.SoftOptInCoversEvents));
        yield return ("SoftOptInSms", Answer(gate.SoftOptInCoversSms));
        yield return ("UnknownMailbox", Answer(gate.ImpersonalMailboxOfUnknownCompany));
        yield return ("FeedbackDays", Number(gate.FeedbackDays));
        yield return ("DoNotCallHours", Number(gate.DoNotCallMaxAgeHours));
        yield return ("RobinsonDays", gate.RobinsonMaxAgeDays is { } days ? Number(days) : texts["NotChecked"]);
        yield return ("Cap", Number(settings.MarketingPerPersonPer30Days));
        yield return ("Routes", gate.AssessedRoutes.Count == 0 ? texts["Routes.None"] : string.Join("; ", gate.AssessedRoutes.Select(Route)));

        string Answer(bool yes) => texts[yes ? "Yes" : "No"];
        string Route(AssessedRoute route) => $"{words.Name(route.Relationship)}, {words.Name(route.Kind)}, {words.Name(route.Channel)} ({route.Assessment})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.CurrentCulture);
}
