using System.Text.Json;

namespace ConsentRegistry.Core.Sending;

/// <summary>Writes settings as the fields that <see cref="GateSettingsReader"/> reads: all of them, because what ships may change.</summary>
internal static class GateSettingsWriter
{
    public static void Write(Utf8JsonWriter json, GateSettings settings)
    {
        json.WriteString("contactPermission"u8, settings.ContactPermission.ToString());
        json.WriteNumber("permissionMonths"u8, settings.PermissionMonths);
        json.WriteNumber("consentMonths"u8, settings.ConsentMonths);
        json.WriteNumber("softOptInMonths"u8, settings.SoftOptInMonths);
        json.WriteBoolean("softOptInCoversEvents"u8, settings.SoftOptInCoversEvents);
        json.WriteBoolean("softOptInCoversSms"u8, settings.SoftOptInCoversSms);
        json.WriteBoolean("impersonalMailboxOfUnknownCompany"u8, settings.ImpersonalMailboxOfUnknownCompany);
        json.WriteNumber("feedbackDays"u8, settings.FeedbackDays);
        json.WriteNumber("doNotCallMaxAgeHours"u8, settings.DoNotCallMaxAgeHours);
        if (settings.RobinsonMaxAgeDays is { } days)
        {
            json.WriteNumber("robinsonMaxAgeDays"u8, days);
        }
        else
        {
            json.WriteNull("robinsonMaxAgeDays"u8);
        }

        json.WriteStartArray("assessedRoutes"u8);
        foreach (var route in settings.AssessedRoutes)
        {
            json.WriteStartObject();
            json.WriteString("relationship"u8, route.Relationship.ToString());
            json.WriteString("kind"u8, route.Kind.ToString());
            json.WriteString("channel"u8, route.Channel.ToString());
            json.WriteString("assessment"u8, route.Assessment);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
