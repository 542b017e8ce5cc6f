using System.Text.Json;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;

namespace ConsentRegistry.Core.Sending;

/// <summary>Reads the settings of a line of facts: each is as shipped when absent, and one unreadable makes all unreadable (INTERFACES 3).</summary>
internal static class GateSettingsReader
{
    public static Fact<GateSettings> Read(JsonElement value) => FactJson.Object(value, ReadObject);

    private static GateSettings ReadObject(JsonElement settings)
    {
        var shipped = GateSettings.Shipped;
        return new GateSettings
        {
            ContactPermission = settings.Defaulted("contactPermission"u8, shipped.ContactPermission, FactJson.Word<ContactPermissionUse>).Value,
            PermissionMonths = settings.Defaulted("permissionMonths"u8, shipped.PermissionMonths, FactJson.Number).Value,
            ConsentMonths = settings.Defaulted("consentMonths"u8, shipped.ConsentMonths, FactJson.Number).Value,
            SoftOptInMonths = settings.Defaulted("softOptInMonths"u8, shipped.SoftOptInMonths, FactJson.Number).Value,
            SoftOptInCoversEvents = settings.Defaulted("softOptInCoversEvents"u8, shipped.SoftOptInCoversEvents, FactJson.Flag).Value,
            SoftOptInCoversSms = settings.Defaulted("softOptInCoversSms"u8, shipped.SoftOptInCoversSms, FactJson.Flag).Value,
            ImpersonalMailboxOfUnknownCompany = settings.Defaulted(
                "impersonalMailboxOfUnknownCompany"u8, shipped.ImpersonalMailboxOfUnknownCompany, FactJson.Flag).Value,
            FeedbackDays = settings.Defaulted("feedbackDays"u8, shipped.FeedbackDays, FactJson.Number).Value,
            DoNotCallMaxAgeHours = settings.Defaulted("doNotCallMaxAgeHours"u8, shipped.DoNotCallMaxAgeHours, FactJson.Number).Value,
            RobinsonMaxAgeDays = settings.TryGetProperty("robinsonMaxAgeDays"u8, out _)
                ? settings.OptionalValue("robinsonMaxAgeDays"u8, FactJson.Number).Value
                : shipped.RobinsonMaxAgeDays,
            AssessedRoutes = settings.Defaulted(
                "assessedRoutes"u8, Array.Empty<AssessedRoute>(), static routes => FactJson.List(routes, ReadRoute)).Value,
        };
    }

    private static Fact<AssessedRoute> ReadRoute(JsonElement value) => FactJson.Object(value, static route => new AssessedRoute(
        route.Required("relationship"u8, FactJson.Word<Relationship>).Value,
        route.Required("kind"u8, FactJson.Word<MessageKind>).Value,
        route.Required("channel"u8, FactJson.Word<Channel>).Value,
        route.Required("assessment"u8, FactJson.Text).Value));
}
