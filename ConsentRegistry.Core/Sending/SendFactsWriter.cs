using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentRegistry.Core.Preferences;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// Writes facts as the one line of JSON that <see cref="SendFactsReader"/> reads (INTERFACES 3): the record of a logged decision, on
/// which the gate gives the same answer again (RULES 3, "From the store to facts"). It holds ids, words, instants and days and no
/// personal data: of a match reason, which is free text about a person, only that it was given.
/// </summary>
/// <remarks>
/// Values that INTERFACES 3 promises for absent fields are left out. A fact that was unreadable is written as one that reads as unreadable.
/// </remarks>
public static class SendFactsWriter
{
    private const string Given = "given";

    // The line is kept in files and columns, never inside a page: a plus sign need not become six characters.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The facts as one line, without a line end.</summary>
    /// <param name="id">What the line is called, the id of the delivery for one; null for none.</param>
    public static string Write(SendFacts facts, string? id)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString("id"u8, id);
            }

            json.Instant("at"u8, facts.At);
            json.Required("suppressionAvailable"u8, facts.SuppressionAvailable);
            json.Part<GateSettings>("settings"u8, facts.Settings.IsReadable ? facts.Settings.Value : default(Fact<GateSettings?>), GateSettingsWriter.Write);
            json.WriteStartObject("message"u8);
            WriteMessage(json, facts.Message);
            json.WriteStartObject("contactPoint"u8);
            json.Required("dead"u8, facts.ContactPoint.Dead);
            json.Flag("impersonal"u8, facts.ContactPoint.Impersonal);
            json.WriteEndObject();
            json.WriteStartObject("person"u8);
            WritePerson(json, facts.Person);
            json.Part("doNotCall"u8, facts.DoNotCall, WriteListCheck);
            json.Part("robinson"u8, facts.Robinson, WriteListCheck);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteMessage(Utf8JsonWriter json, MessageFacts message)
    {
        json.Word("kind"u8, message.Kind);
        json.Word("channel"u8, message.Channel);
        json.Flag("promotional"u8, message.Promotional);
        json.Text("legalCase"u8, message.LegalCase);
        json.Flag("legalCaseAlreadySent"u8, message.LegalCaseAlreadySent);
        json.OptionalWord("contractLink"u8, message.ContractLink);
        json.Text("offer"u8, message.Offer);
        json.Text("matchReason"u8, message.MatchReason is { IsReadable: true, Value: not null } ? Given : message.MatchReason);
        json.Flag("objectionOffered"u8, message.ObjectionOffered);
        json.Flag("carriesNotice"u8, message.CarriesNotice);
        json.Text("policyVersion"u8, message.PolicyVersion);
        json.Flag("meantForCompany"u8, message.MeantForCompany);
        json.Flag("dpoRelease"u8, message.DpoRelease);
        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, PersonFacts person)
    {
        json.Word("relationship"u8, person.Relationship);
        json.Flag("noticeGiven"u8, person.NoticeGiven);
        json.Flag("restricted"u8, person.Restricted);
        json.List("policyVersionsSent"u8, person.PolicyVersionsSent, static (json, version) => json.WriteStringValue(version));
        json.List("events"u8, person.Events, WriteEvent);
        json.Part("permission"u8, person.Permission, static (json, permission) =>
        {
            json.Word("source"u8, permission.Source);
            json.Day("lastOwnContact"u8, permission.LastOwnContactOn);
            json.Required("objectionOffered"u8, permission.ObjectionOffered);
        });
        json.Part("sale"u8, person.Sale, static (json, sale) =>
        {
            json.Day("at"u8, sale.SoldOn);
            json.Required("addressGotInSale"u8, sale.AddressGotInSale);
            json.Required("ownSimilarServices"u8, sale.OwnSimilarServices);
            json.Required("objectionOfferedAtCollection"u8, sale.ObjectionOfferedAtCollection);
        });
        json.Part("service"u8, person.Service, static (json, service) => json.OptionalDay("endedAt"u8, service.EndedOn));
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, SendEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, happened.Type.ToString());
        json.Instant("at"u8, happened.At);
        json.OptionalWord<Topic>("topic"u8, happened.Topic);
        json.OptionalWord<Channel>("channel"u8, happened.Channel);
        json.Flag("proven"u8, happened.Proven);
        json.Flag("startedByPerson"u8, happened.StartedByPerson);
        json.Flag("liftable"u8, happened.Liftable, absent: true);
        json.WriteEndObject();
    }

    private static void WriteListCheck(Utf8JsonWriter json, ListCheckFacts check)
    {
        json.Instant("checkedAt"u8, check.CheckedAt);
        json.Required("listed"u8, check.Listed);
        json.OptionalInstant("listedAt"u8, check.ListedAt);
    }
}
