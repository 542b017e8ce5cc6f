using System.Globalization;
using System.Text.Json.Nodes;
using ConsentRegistry.Core.Sending;

namespace ConsentRegistry.Tests.Sending;

/// <summary>Writes facts as the JSON of INTERFACES 3; an unreadable fact is left out.</summary>
internal static class FactsJson
{
    public static JsonObject Write(SendFacts facts) => Object(
        ("at", Instant(facts.At.Value)),
        ("suppressionAvailable", facts.SuppressionAvailable.Value),
        ("settings", Settings(facts.Settings.Value)),
        ("message", Message(facts.Message)),
        ("contactPoint", Object(("dead", facts.ContactPoint.Dead.Value), ("impersonal", facts.ContactPoint.Impersonal.Value))),
        ("person", Person(facts.Person)),
        ("doNotCall", ListCheck(facts.DoNotCall.Value)),
        ("robinson", ListCheck(facts.Robinson.Value)));

    private static JsonObject Settings(GateSettings settings) => Object(
        ("contactPermission", settings.ContactPermission.ToString()),
        ("permissionMonths", settings.PermissionMonths),
        ("consentMonths", settings.ConsentMonths),
        ("softOptInMonths", settings.SoftOptInMonths),
        ("softOptInCoversEvents", settings.SoftOptInCoversEvents),
        ("softOptInCoversSms", settings.SoftOptInCoversSms),
        ("impersonalMailboxOfUnknownCompany", settings.ImpersonalMailboxOfUnknownCompany),
        ("feedbackDays", settings.FeedbackDays),
        ("doNotCallMaxAgeHours", settings.DoNotCallMaxAgeHours),
        ("robinsonMaxAgeDays", settings.RobinsonMaxAgeDays),
        ("assessedRoutes", new JsonArray([.. settings.AssessedRoutes.Select(static route => Object(
            ("relationship", route.Relationship.ToString()),
            ("kind", route.Kind.ToString()),
            ("channel", route.Channel.ToString()),
            ("assessment", route.Assessment)))])));

    private static JsonObject Message(MessageFacts message) => Object(
        ("kind", message.Kind.Value.ToString()),
        ("channel", message.Channel.Value.ToString()),
        ("promotional", message.Promotional.Value),
        ("legalCase", message.LegalCase.Value),
        ("legalCaseAlreadySent", message.LegalCaseAlreadySent.Value),
        ("contractLink", message.ContractLink.Value?.ToString()),
        ("offer", message.Offer.Value),
        ("matchReason", message.MatchReason.Value),
        ("objectionOffered", message.ObjectionOffered.Value),
        ("carriesNotice", message.CarriesNotice.Value),
        ("policyVersion", message.PolicyVersion.Value),
        ("meantForCompany", message.MeantForCompany.Value),
        ("dpoRelease", message.DpoRelease.Value));

    private static JsonObject Person(PersonFacts person) => Object(
        ("relationship", person.Relationship.Value.ToString()),
        ("noticeGiven", person.NoticeGiven.Value),
        ("restricted", person.Restricted.Value),
        ("policyVersionsSent", new JsonArray([.. person.PolicyVersionsSent.Value.Select(static version => JsonValue.Create(version))])),
        ("events", new JsonArray([.. person.Events.Value.Select(Event)])),
        ("permission", person.Permission.Value is { } permission
            ? Object(
                ("source", permission.Source.Value.ToString()),
                ("lastOwnContact", Day(permission.LastOwnContactOn.Value)),
                ("objectionOffered", permission.ObjectionOffered.Value))
            : null),
        ("sale", person.Sale.Value is { } sale
            ? Object(
                ("at", Day(sale.SoldOn.Value)),
                ("addressGotInSale", sale.AddressGotInSale.Value),
                ("ownSimilarServices", sale.OwnSimilarServices.Value),
                ("objectionOfferedAtCollection", sale.ObjectionOfferedAtCollection.Value))
            : null),
        ("service", person.Service.Value is { } service
            ? Object(("endedAt", service.EndedOn.Value is { } day ? Day(day) : null))
            : null));

    private static JsonObject Event(SendEvent happened) => Object(
        ("type", happened.Type.ToString()),
        ("at", Instant(happened.At)),
        ("topic", happened.Topic?.ToString()),
        ("channel", happened.Channel?.ToString()),
        ("proven", happened.Proven),
        ("startedByPerson", happened.StartedByPerson),
        ("liftable", happened.Liftable));

    private static JsonObject? ListCheck(ListCheckFacts? check) => check is null ? null : Object(
        ("checkedAt", Instant(check.CheckedAt.Value)),
        ("listed", check.Listed.Value),
        ("listedAt", check.ListedAt.Value is { } listedAt ? Instant(listedAt) : null));

    private static JsonObject Object(params (string Name, JsonNode? Value)[] members) =>
        new(members.Select(static member => KeyValuePair.Create(member.Name, member.Value)));

    private static string Instant(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
