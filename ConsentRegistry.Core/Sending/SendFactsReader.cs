using System.Text.Json;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// Reads facts written as one JSON object (INTERFACES 3). It never refuses: what cannot be read becomes an unreadable fact,
/// and text that is no JSON object becomes facts of which nothing is readable. An object that gives a field twice contradicts itself
/// (rule G-01): nothing of it is readable but its id.
/// </summary>
public static class SendFactsReader
{
    // Deeper than anything meaningful: an unknown field is ignored however deep it goes.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions ForId = new() { MaxDepth = 1000 };

    /// <summary>The facts that <paramref name="json"/> states.</summary>
    public static SendFacts Read(string json) => ReadLine(json).Facts;

    /// <summary>The facts, and the JSON text of the <c>id</c> given with them: <c>null</c> when there is none.</summary>
    internal static (string IdJson, SendFacts Facts) ReadLine(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                return (IdOf(root), ReadObject(root));
            }
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            // No JSON, or half a surrogate pair in a field name or in the line itself, which is no text. Nothing of it can
            // be told from the rest, and the gate blocks on what follows.
        }

        return (IdOf(json), new SendFacts());
    }

    private static string IdOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ForId);
            return document.RootElement.ValueKind == JsonValueKind.Object ? IdOf(document.RootElement) : "null";
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return "null";
        }
    }

    private static string IdOf(JsonElement root) => root.TryGetProperty("id"u8, out var id) ? id.GetRawText() : "null";

    private static bool IsUnreadable(Exception problem) => problem is JsonException or InvalidOperationException or ArgumentException;

    private static SendFacts ReadObject(JsonElement root) => new()
    {
        At = root.Required("at"u8, FactJson.Instant),
        SuppressionAvailable = root.Defaulted("suppressionAvailable"u8, true, FactJson.Flag),
        Settings = root.Defaulted("settings"u8, GateSettings.Shipped, GateSettingsReader.Read),
        Message = Part(root, "message"u8, ReadMessage),
        ContactPoint = Part(root, "contactPoint"u8, ReadContactPoint),
        Person = Part(root, "person"u8, ReadPerson),
        DoNotCall = root.Optional("doNotCall"u8, ReadListCheck),
        Robinson = root.Optional("robinson"u8, ReadListCheck),
    };

    // Each part holds a fact that every decision reads; without the part that fact is unreadable, which says all.
    private static T Part<T>(JsonElement root, ReadOnlySpan<byte> name, Func<JsonElement, T> read)
        where T : new() =>
        root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? read(part) : new T();

    private static MessageFacts ReadMessage(JsonElement message) => new()
    {
        Kind = message.Required("kind"u8, FactJson.Word<MessageKind>),
        Channel = message.Required("channel"u8, FactJson.Word<Channel>),
        Promotional = message.Defaulted("promotional"u8, false, FactJson.Flag),
        LegalCase = message.Optional("legalCase"u8, FactJson.Text),
        LegalCaseAlreadySent = message.Defaulted("legalCaseAlreadySent"u8, false, FactJson.Flag),
        ContractLink = message.OptionalValue("contractLink"u8, FactJson.Word<ContractLink>),
        Offer = message.Optional("offer"u8, FactJson.Text),
        MatchReason = message.Optional("matchReason"u8, FactJson.Text),
        ObjectionOffered = message.Defaulted("objectionOffered"u8, false, FactJson.Flag),
        CarriesNotice = message.Defaulted("carriesNotice"u8, false, FactJson.Flag),
        PolicyVersion = message.Optional("policyVersion"u8, FactJson.Text),
        MeantForCompany = message.Defaulted("meantForCompany"u8, false, FactJson.Flag),
        DpoRelease = message.Defaulted("dpoRelease"u8, false, FactJson.Flag),
    };

    private static ContactPointFacts ReadContactPoint(JsonElement contactPoint) => new()
    {
        Dead = contactPoint.Required("dead"u8, FactJson.Flag),
        Impersonal = contactPoint.Defaulted("impersonal"u8, false, FactJson.Flag),
    };

    private static PersonFacts ReadPerson(JsonElement person) => new()
    {
        Relationship = person.Required("relationship"u8, FactJson.Word<Relationship>),
        NoticeGiven = person.Defaulted("noticeGiven"u8, false, FactJson.Flag),
        Restricted = person.Defaulted("restricted"u8, false, FactJson.Flag),
        PolicyVersionsSent = person.Defaulted(
            "policyVersionsSent"u8, Array.Empty<string>(), static versions => FactJson.List(versions, FactJson.Text)),
        Events = person.Required("events"u8, static events => FactJson.List(events, SendEventReader.Read)),
        Permission = person.Optional("permission"u8, ReadPermission),
        Sale = person.Optional("sale"u8, ReadSale),
        Service = person.Optional("service"u8, ReadService),
    };

    private static Fact<PermissionFacts> ReadPermission(JsonElement value) => FactJson.Object(value, static permission => new PermissionFacts
    {
        Source = permission.Required("source"u8, FactJson.Word<AcquisitionSource>),
        LastOwnContactOn = permission.Required("lastOwnContact"u8, FactJson.Day),
        ObjectionOffered = permission.Required("objectionOffered"u8, FactJson.Flag),
    });

    private static Fact<SaleFacts> ReadSale(JsonElement value) => FactJson.Object(value, static sale => new SaleFacts
    {
        SoldOn = sale.Required("at"u8, FactJson.Day),
        AddressGotInSale = sale.Required("addressGotInSale"u8, FactJson.Flag),
        OwnSimilarServices = sale.Required("ownSimilarServices"u8, FactJson.Flag),
        ObjectionOfferedAtCollection = sale.Required("objectionOfferedAtCollection"u8, FactJson.Flag),
    });

    private static Fact<ServiceFacts> ReadService(JsonElement value) => FactJson.Object(value, static service => new ServiceFacts
    {
        EndedOn = service.OptionalValue("endedAt"u8, DayOrDayOfInstant),
    });

    private static Fact<ListCheckFacts> ReadListCheck(JsonElement value) => FactJson.Object(value, static check => new ListCheckFacts
    {
        CheckedAt = check.Required("checkedAt"u8, FactJson.Instant),
        Listed = check.Required("listed"u8, FactJson.Flag),
        ListedAt = check.OptionalValue("listedAt"u8, InstantOrEndOfDay),
    });

    // INTERFACES 3 shows no example of endedAt: the name says an instant, the limit counts days. Both are taken.
    private static Fact<DateOnly> DayOrDayOfInstant(JsonElement value) =>
        FactJson.Instant(value) is { IsReadable: true } instant ? BrusselsTime.DayOf(instant.Value) : FactJson.Day(value);

    // Nor of listedAt. Of a day its last moment counts: an opt-in has to be later than all of it.
    private static Fact<DateTimeOffset> InstantOrEndOfDay(JsonElement value) =>
        FactJson.Day(value) is { IsReadable: true } day ? BrusselsTime.EndOf(day.Value) : FactJson.Instant(value);
}
