using System.Text.Json.Nodes;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Core.Vocabulary;
using static ConsentRegistry.Core.Vocabulary.Relationship;
using static ConsentRegistry.Core.Vocabulary.MessageKind;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending.Json;

/// <summary>What INTERFACES 3 says about absent, null, mistyped and unknown values, clause by clause.</summary>
public class SendFactsReaderTests
{
    private const string Undetermined = "Block Undetermined G-01";
    private const string Absent = "absent";

    private static readonly Dictionary<string, SendFacts> Bases = new()
    {
        ["offer"] = MatchedOffer(),
        ["opted in offer"] = MatchedOffer(CandidateApplied, OwnOptIn(Topic.Projects, On(2026, 1, 10))),
        ["contract"] = Of(Transactional, Client).Message(m => m with { ContractLink = ContractLink.Contract }),
        ["notice"] = Of(PolicyNotice, Client).Message(m => m with { PolicyVersion = "v3" }),
        ["client news"] = Of(ServiceNews, Client).Person(p => p with { Sale = Sale }),
        ["client event"] = Of(EventInvitation, Client).Person(p => p with { Sale = Sale }),
        ["survey"] = Of(Feedback, Client).Person(p => p with { Service = new ServiceFacts() }),
        ["call"] = Of(ServiceNews, Client, OwnOptIn(Topic.Services, On(2026, 1, 10), Channel.Phone)).By(Channel.Phone)
            with { DoNotCall = Listed(On(2025, 12, 1)) },
        ["unlisted call"] = Of(ServiceNews, Client, OwnOptIn(Topic.Services, On(2026, 1, 10), Channel.Phone)).By(Channel.Phone)
            with { DoNotCall = Clear(Now) },
        ["letter"] = Of(ServiceNews, Client).By(Channel.Post),
    };

    [Theory]
    [InlineData("at", Absent)]
    [InlineData("at", "null")]
    [InlineData("at", "\"\"")]
    [InlineData("at", "1773648000")]
    [InlineData("at", "\"2026-03-16\"")]
    [InlineData("at", "\"2026-03-16T09:00:00\"")]
    [InlineData("at", "\"2026-02-29T09:00:00+01:00\"")]
    [InlineData("at", "\"2026-03-16T24:00:00+01:00\"")]
    [InlineData("at", "\"2026-03-16T09:00:00+0100\"")]
    [InlineData("at", "\"2026-03-16 09:00:00+01:00\"")]
    [InlineData("at", "\"2026-03-16T09:00:00.+01:00\"")]
    [InlineData("at", "\"2026-03-16T09:00:00+01:60\"")]
    [InlineData("at", "\" 2026-03-16T09:00:00+01:00\"")]
    [InlineData("at", "\"0001-01-01T00:00:00+01:00\"")]
    [InlineData("suppressionAvailable", "false")]
    [InlineData("suppressionAvailable", "\"true\"")]
    [InlineData("settings", "null")]
    [InlineData("settings", "[]")]
    [InlineData("settings.contactPermission", "null")]
    [InlineData("settings.contactPermission", "\"asPolicyStates\"")]
    [InlineData("settings.contactPermission", "\"1\"")]
    [InlineData("settings.permissionMonths", "0")]
    [InlineData("settings.permissionMonths", "37")]
    [InlineData("settings.permissionMonths", "24.5")]
    [InlineData("settings.permissionMonths", "\"24\"")]
    [InlineData("settings.permissionMonths", "null")]
    [InlineData("settings.consentMonths", "0")]
    [InlineData("settings.consentMonths", "37")]
    [InlineData("settings.softOptInMonths", "-1")]
    [InlineData("settings.softOptInMonths", "99999999999")]
    [InlineData("settings.softOptInCoversEvents", "0")]
    [InlineData("settings.softOptInCoversSms", "null")]
    [InlineData("settings.impersonalMailboxOfUnknownCompany", "\"no\"")]
    [InlineData("settings.feedbackDays", "-1")]
    [InlineData("settings.feedbackDays", "3651")]
    [InlineData("settings.doNotCallMaxAgeHours", "0")]
    [InlineData("settings.doNotCallMaxAgeHours", "169")]
    [InlineData("settings.doNotCallMaxAgeHours", "null")]
    [InlineData("settings.robinsonMaxAgeDays", "0")]
    [InlineData("settings.robinsonMaxAgeDays", "367")]
    [InlineData("settings.robinsonMaxAgeDays", "true")]
    [InlineData("settings.assessedRoutes", "null")]
    [InlineData("settings.assessedRoutes", "{}")]
    [InlineData("settings.assessedRoutes", "[null]")]
    [InlineData("settings.assessedRoutes", """[{"relationship":"Client","kind":"ServiceNews","channel":"Phone"}]""")]
    [InlineData("settings.assessedRoutes", """[{"relationship":"Client","kind":"ServiceNews","channel":"Phone","assessment":""}]""")]
    [InlineData("settings.assessedRoutes", """[{"relationship":"Friend","kind":"ServiceNews","channel":"Phone","assessment":"LIA-1"}]""")]
    [InlineData("message", Absent)]
    [InlineData("message", "[]")]
    [InlineData("message.kind", Absent)]
    [InlineData("message.kind", "\"\"")]
    [InlineData("message.kind", "\"Offer\"")]
    [InlineData("message.kind", "3")]
    [InlineData("message.channel", "null")]
    [InlineData("message.channel", "\"email\"")]
    [InlineData("contactPoint", Absent)]
    [InlineData("contactPoint.dead", Absent)]
    [InlineData("contactPoint.dead", "null")]
    [InlineData("contactPoint.dead", "\"false\"")]
    [InlineData("person", "null")]
    [InlineData("person.relationship", Absent)]
    [InlineData("person.relationship", "\"Candidate\"")]
    [InlineData("person.events", Absent)]
    [InlineData("person.events", "null")]
    [InlineData("person.events", "{}")]
    [InlineData("person.events", "[null]")]
    [InlineData("person.events", "[\"Objection\"]")]
    [InlineData("person.events", """[{"type":"Objection"}]""")]
    [InlineData("person.events", """[{"at":"2026-01-10T12:00:00Z"}]""")]
    [InlineData("person.events", """[{"type":"OptOut","at":"2026-01-10T12:00:00Z"}]""")]
    [InlineData("person.events", """[{"type":"Objection","at":"2026-01-10"}]""")]
    [InlineData("person.events", """[{"type":"OptIn","at":"2026-01-10T12:00:00Z","topic":"Projects"}]""")]
    [InlineData("person.events", """[{"type":"OptIn","at":"2026-01-10T12:00:00Z","channel":"Email"}]""")]
    [InlineData("person.events", """[{"type":"OptIn","at":"2026-01-10T12:00:00Z","topic":"Projects","channel":"Email","proven":null}]""")]
    [InlineData("person.events", """[{"type":"OptOutTopic","at":"2026-01-10T12:00:00Z"}]""")]
    [InlineData("person.events", """[{"type":"OptOutTopic","at":"2026-01-10T12:00:00Z","topic":"Projects","channel":"Fax"}]""")]
    [InlineData("person.events", """[{"type":"OptOutChannel","at":"2026-01-10T12:00:00Z","channel":""}]""")]
    [InlineData("person.events", """[{"type":"Complaint","at":"2026-01-10T12:00:00Z","liftable":"no"}]""")]
    [InlineData("person.events", """[{"type":"Doubt"}]""")]
    [InlineData("person.events", """[{"type":"Doubt","at":"2026-01-10T12:00:00Z","topic":"Weather"}]""")]
    [InlineData("person.events", """[{"type":"Doubt","at":"2026-01-10T12:00:00Z","channel":"Fax"}]""")]
    [InlineData("person.events", """[{"type":"Doubt","at":"2026-01-10T12:00:00Z","liftable":"no"}]""")]
    [InlineData("person.events", """[{"type":"Objection","at":"2027-01-10T12:00:00Z","topic":"Weather"}]""")]
    public void What_every_decision_reads_blocks_when_it_cannot_be_read(string path, string value)
    {
        Assert.Equal(Undetermined, Decide("contract", path, value));
        Assert.Equal(Undetermined, Decide("opted in offer", path, value));
    }

    [Theory]
    [InlineData("contract", "message.promotional", "null", Undetermined)]
    [InlineData("offer", "message.promotional", "null", "Allow ContactPermission G-16")]
    [InlineData("contract", "message.legalCase", "5", Undetermined)]
    [InlineData("offer", "message.legalCase", "5", "Allow ContactPermission G-16")]
    [InlineData("contract", "message.legalCaseAlreadySent", "5", "Allow ContractNecessary G-06")]
    [InlineData("contract", "message.contractLink", "\"Invoice\"", Undetermined)]
    [InlineData("contract", "message.contractLink", "\"\"", "Block NoContractLink G-06")]
    [InlineData("contract", "message.contractLink", Absent, "Block NoContractLink G-06")]
    [InlineData("contract", "person.noticeGiven", "7", "Allow ContractNecessary G-06")]
    [InlineData("contract", "person.restricted", "null", Undetermined)]
    [InlineData("contract", "message.dpoRelease", "null", "Allow ContractNecessary G-06")]
    [InlineData("notice", "message.policyVersion", "\"\"", Undetermined)]
    [InlineData("notice", "message.policyVersion", "3", Undetermined)]
    [InlineData("notice", "person.policyVersionsSent", "null", Undetermined)]
    [InlineData("notice", "person.policyVersionsSent", "[\"v3\", 4]", Undetermined)]
    [InlineData("notice", "person.policyVersionsSent", "[\"v3\"]", "Block DuplicateNotice G-07")]
    [InlineData("notice", "person.policyVersionsSent", Absent, "Allow LegalNotice G-07")]
    [InlineData("offer", "person.policyVersionsSent", "null", "Allow ContactPermission G-16")]
    [InlineData("offer", "contactPoint.impersonal", "\"no\"", Undetermined)]
    [InlineData("offer", "person.noticeGiven", "\"yes\"", Undetermined)]
    [InlineData("offer", "person.noticeGiven", Absent, "Block NoticeMissing G-10")]
    [InlineData("offer", "message.carriesNotice", "1", "Allow ContactPermission G-16")]
    [InlineData("offer", "doNotCall", "5", "Allow ContactPermission G-16")]
    [InlineData("offer", "robinson", "{}", "Allow ContactPermission G-16")]
    [InlineData("offer", "person.sale", "5", "Allow ContactPermission G-16")]
    [InlineData("offer", "person.service", "5", "Allow ContactPermission G-16")]
    [InlineData("offer", "message.offer", "\"\"", "Block PermissionNotConsent G-16")]
    [InlineData("offer", "message.offer", "12", Undetermined)]
    [InlineData("offer", "message.matchReason", "[]", Undetermined)]
    [InlineData("offer", "message.objectionOffered", Absent, "Block PermissionNotConsent G-16")]
    [InlineData("offer", "message.objectionOffered", "null", Undetermined)]
    [InlineData("offer", "person.permission", "null", "Block NoBasis G-18")]
    [InlineData("offer", "person.permission", Absent, "Block NoBasis G-18")]
    [InlineData("offer", "person.permission", "\"\"", "Block NoBasis G-18")]
    [InlineData("offer", "person.permission", "true", Undetermined)]
    [InlineData("offer", "person.permission.source", Absent, Undetermined)]
    [InlineData("offer", "person.permission.source", "\"Gossip\"", Undetermined)]
    [InlineData("offer", "person.permission.source", "\"Referral\"", "Block NoBasis G-18")]
    [InlineData("offer", "person.permission.lastOwnContact", Absent, Undetermined)]
    [InlineData("offer", "person.permission.lastOwnContact", "\"2025-02-30\"", Undetermined)]
    [InlineData("offer", "person.permission.lastOwnContact", "\"1-9-2025\"", Undetermined)]
    [InlineData("offer", "person.permission.objectionOffered", Absent, Undetermined)]
    [InlineData("opted in offer", "person.permission", "true", "Allow OptIn G-12")]
    [InlineData("client news", "person.sale", "[]", Undetermined)]
    [InlineData("client news", "person.sale", "null", "Block NoBasis G-18")]
    [InlineData("client news", "person.sale.at", Absent, Undetermined)]
    [InlineData("client news", "person.sale.addressGotInSale", Absent, Undetermined)]
    [InlineData("client news", "person.sale.ownSimilarServices", "1", Undetermined)]
    [InlineData("client news", "person.sale.objectionOfferedAtCollection", "null", Undetermined)]
    [InlineData("client event", "person.sale", "[]", "Block NoBasis G-18")]
    [InlineData("survey", "person.service", "{}", "Allow ServiceFeedback G-15")]
    [InlineData("survey", "person.service", "null", "Block NoBasis G-18")]
    [InlineData("survey", "person.service", "5", Undetermined)]
    [InlineData("survey", "person.service.endedAt", "\"2026-03-01\"", "Allow ServiceFeedback G-15")]
    [InlineData("survey", "person.service.endedAt", "\"2025-12-15T23:30:00Z\"", "Allow ServiceFeedback G-15")]
    [InlineData("survey", "person.service.endedAt", "\"2025-12-15T22:30:00Z\"", "Block NoBasis G-18")]
    [InlineData("survey", "person.service.endedAt", "\"2026-13-01\"", Undetermined)]
    [InlineData("call", "doNotCall", Absent, "Block DoNotCallStale G-11")]
    [InlineData("call", "doNotCall", "{}", Undetermined)]
    [InlineData("call", "doNotCall.checkedAt", "\"2026-03-16\"", Undetermined)]
    [InlineData("call", "doNotCall.listed", Absent, Undetermined)]
    [InlineData("call", "doNotCall.listedAt", Absent, Undetermined)]
    [InlineData("unlisted call", "doNotCall.listedAt", "77", "Allow OptIn G-12")]
    [InlineData("call", "doNotCall.listedAt", "\"2026-01-09\"", "Allow OptIn G-12")]
    [InlineData("call", "doNotCall.listedAt", "\"2026-01-10\"", "Block DoNotCallListed G-11")]
    [InlineData("call", "doNotCall.listedAt", "\"9999-12-31\"", "Block DoNotCallListed G-11")]
    [InlineData("letter", "settings.robinsonMaxAgeDays", "null", "Block NoBasis G-18")]
    [InlineData("letter", "settings.robinsonMaxAgeDays", Absent, "Block RobinsonStale G-11")]
    public void Other_facts_block_only_the_messages_whose_rules_read_them(string facts, string path, string value, string expected) =>
        Assert.Equal(expected, Decide(facts, path, value));

    [Fact]
    public void What_may_be_absent_may_be_absent_all_at_once()
    {
        const string least = """
            {"at": "2026-03-16T08:00:00Z", "message": {"kind": "ServiceNews", "channel": "Email"},
             "contactPoint": {"dead": false}, "person": {"relationship": "Client", "events": []}}
            """;

        Assert.Equal("Block NoticeMissing G-10", SendFactsReader.Read(least).Decided());
    }

    [Theory]
    [InlineData("\"2026-03-16t09:00:00z\"")]
    [InlineData("\"2026-03-16T09:00:00.123456789123+23:59\"")]
    [InlineData("\"2026-03-16T09:00:00-00:00\"")]
    public void Every_form_of_an_instant_that_RFC_3339_allows_is_read(string at) =>
        Assert.Equal("Allow ContractNecessary G-06", Decide("contract", "at", at));

    [Fact]
    public void Unknown_fields_are_ignored_however_deep()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 300)) + string.Concat(Enumerable.Repeat("]", 300));

        Assert.Equal("Allow ContractNecessary G-06", SendFactsReader.Read("{\"colour\":" + deep + "," + FactsJson.Write(Bases["contract"]).ToJsonString()[1..]).Decided());
    }

    [Fact]
    public void An_object_that_gives_a_field_twice_contradicts_itself()
    {
        var json = FactsJson.Write(Bases["contract"]).ToJsonString();

        Assert.Equal(Undetermined, SendFactsReader.Read(json[..^1] + ",\"suppressionAvailable\":true}").Decided());
        Assert.Equal(Undetermined, SendFactsReader.Read(json.Replace("\"events\":", "\"events\":[],\"events\":", StringComparison.Ordinal)).Decided());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        var offer = FactsJson.Write(Bases["offer"]).ToJsonString();

        Assert.Equal(Undetermined, SendFactsReader.Read(offer.Replace("\"P-7\"", "\"\\ud800\"", StringComparison.Ordinal)).Decided());
        Assert.Equal(Undetermined, SendFactsReader.Read(offer.Replace("P-7", "\ud800", StringComparison.Ordinal)).Decided());
    }

    private static string Decide(string facts, string path, string value)
    {
        var json = FactsJson.Write(Bases[facts]);
        var steps = path.Split('.');
        var owner = steps[..^1].Aggregate(json, static (parent, step) => parent[step]!.AsObject());
        owner.Remove(steps[^1]);
        if (value != Absent)
        {
            owner[steps[^1]] = JsonNode.Parse(value);
        }

        return SendFactsReader.Read(json.ToJsonString()).Decided();
    }
}
