using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;
using static ConsentRegistry.Core.Vocabulary.Relationship;
using static ConsentRegistry.Core.Vocabulary.MessageKind;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending;

/// <summary>The worked examples of RULES 3, and some of doubts, each by typed facts and once more by way of the JSON line that states them.</summary>
public class WorkedExamplesTests
{
    private static readonly DateTimeOffset January10 = On(2026, 1, 10);
    private static readonly DateTimeOffset February1 = On(2026, 2, 1);

    private static readonly SendEvent ProjectsOptIn = OwnOptIn(Topic.Projects, January10);

    private static readonly Dictionary<string, (SendFacts Facts, string Expected)> Examples = new()
    {
        ["X-01a"] = (Assignment(SendEvent.OptOutAll(February1)), "Allow ContractNecessary G-06"),
        ["X-01b"] = (Assignment(SendEvent.OptOutAll(February1)).Message(m => m with { Promotional = true }), "Block OptedOutAll G-08"),
        ["X-02"] = (
            Of(Transactional, CandidateApplied, SendEvent.Objection(February1)).Message(m => m with { ContractLink = ContractLink.Application }),
            "Allow ContractNecessary G-06"),
        ["X-04a"] = (ClientContract().Dead(), "Block ContactPointDead G-05"),
        ["X-04b"] = (ClientContract().By(Channel.Post), "Allow ContractNecessary G-06"),
        ["X-05a"] = (ClientContract().Person(p => p with { Restricted = true }), "Block Restricted G-04"),
        ["X-05b"] = (
            Of(Transactional, Client).Message(m => m with { LegalCase = "RC-1" }).Person(p => p with { Restricted = true }),
            "Allow LegalReply G-02"),
        ["X-05c"] = (MatchedOffer(CandidateApplied, ProjectsOptIn).Person(p => p with { Restricted = true }), "Block Restricted G-04"),
        ["X-06a"] = (ClientContract().With(SendEvent.Complaint(February1)), "Allow ContractNecessary G-06"),
        ["X-06b"] = (MatchedOffer(CandidateApplied, ProjectsOptIn, SendEvent.Complaint(February1)), "Block Complaint G-08"),
        ["X-07a"] = (MatchedOffer().Uses(ContactPermissionUse.OptInOnly), "Block PermissionNotConsent G-16"),
        ["X-07b"] = (MatchedOffer().Uses(ContactPermissionUse.ApplicantsOnly), "Allow ContactPermission G-16"),
        ["X-07c"] = (
            MatchedOffer().Uses(ContactPermissionUse.ApplicantsOnly).Message(m => m with { MatchReason = null }),
            "Block PermissionNotConsent G-16"),
        ["X-08a"] = (LastContact(new DateOnly(2024, 3, 16)), "Block PermissionLapsed G-16"),
        ["X-08b"] = (LastContact(new DateOnly(2024, 3, 17)), "Allow ContactPermission G-16"),
        ["X-10a"] = (Sourced().Uses(ContactPermissionUse.ApplicantsOnly), "Block PermissionNotConsent G-16"),
        ["X-10b"] = (Sourced().Uses(ContactPermissionUse.AsPolicyStates), "Allow ContactPermission G-16"),
        ["X-11a"] = (Sourced().Person(p => p with { NoticeGiven = false }), "Block NoticeMissing G-10"),
        ["X-11b"] = (
            Sourced().Person(p => p with { NoticeGiven = false }).Message(m => m with { CarriesNotice = true }),
            "Allow ContactPermission G-16"),
        ["X-11c"] = (Notice(CandidateSourced).Person(p => p with { NoticeGiven = false }), "Allow LegalNotice G-07"),
        ["X-12"] = (Of(EventInvitation, CandidateApplied).Person(p => p with { Permission = Permission }), "Block NoBasis G-18"),
        ["X-13a"] = (MatchedOffer(CandidateApplied, ProjectsOptIn).Uses(ContactPermissionUse.OptInOnly), "Allow OptIn G-12"),
        ["X-13b"] = (Of(EventInvitation, CandidateApplied, ProjectsOptIn).Uses(ContactPermissionUse.OptInOnly), "Block NoBasis G-18"),
        ["X-13c with permission"] = (
            MatchedOffer(CandidateApplied, ProjectsOptIn).Uses(ContactPermissionUse.OptInOnly).By(Channel.Sms),
            "Block PermissionNotConsent G-16"),
        ["X-13c without permission"] = (
            Of(ProjectOffer, CandidateApplied, ProjectsOptIn).Uses(ContactPermissionUse.OptInOnly).By(Channel.Sms),
            "Block NoBasis G-18"),
        ["X-14a"] = (Of(ProjectOffer, CandidateApplied, OwnOptIn(Topic.Projects, On(2024, 3, 1))), "Block ConsentExpired G-12"),
        ["X-14b"] = (MatchedOffer(CandidateApplied, OwnOptIn(Topic.Projects, On(2024, 3, 1))), "Block ConsentExpired G-12"),
        ["X-15"] = (
            Of(ProjectOffer, CandidateApplied, SendEvent.OptIn(Topic.Projects, Channel.Email, January10, proven: false, startedByPerson: false)),
            "Block ConsentUnproven G-12"),
        ["X-16a"] = (TwoOptInsOneOptOut(ProjectOffer), "Block TopicOptedOut G-09"),
        ["X-16b"] = (TwoOptInsOneOptOut(EventInvitation), "Allow OptIn G-12"),
        ["X-18a"] = (
            Of(ProjectOffer, CandidateApplied, SendEvent.OptOutAll(On(2025, 6, 1)), OwnOptIn(Topic.Projects, January10)),
            "Allow OptIn G-12"),
        ["X-18b"] = (
            Of(ServiceNews, CandidateApplied, SendEvent.OptOutAll(On(2025, 6, 1)), OwnOptIn(Topic.Projects, January10)),
            "Block OptedOutAll G-08"),
        ["X-19"] = (Of(ProjectOffer, CandidateApplied, SendEvent.Objection(January10), ProjectsOptIn), "Block Objected G-08"),
        ["X-20"] = (
            Of(
                ProjectOffer,
                CandidateApplied,
                SendEvent.Objection(On(2025, 6, 1)),
                SendEvent.OptIn(Topic.Projects, Channel.Email, January10, proven: true, startedByPerson: false)),
            "Block Objected G-08"),
        ["X-22"] = (Sourced().With(SendEvent.Erasure(On(2025, 11, 1))), "Block ErasedSuppressed G-03"),
        ["X-23a"] = (
            Of(Transactional, CandidateApplied, ErasedThenApplied).Message(m => m with { ContractLink = ContractLink.Application }),
            "Allow ContractNecessary G-06"),
        ["X-23b"] = (MatchedOffer(CandidateApplied, ErasedThenApplied), "Block ErasedSuppressed G-08"),
        ["X-23c"] = (
            MatchedOffer(CandidateApplied, [.. ErasedThenApplied, OwnOptIn(Topic.Projects, On(2026, 3, 2))]),
            "Allow OptIn G-12"),
        ["X-25"] = (Of(ServiceNews, Client), "Block NoBasis G-18"),
        ["X-26a"] = (Of(ServiceNews, Client).Person(p => p with { Sale = Sale }), "Allow SoftOptIn G-14"),
        ["X-26b"] = (Of(EventInvitation, Client).Person(p => p with { Sale = Sale }), "Block NoBasis G-18"),
        ["X-28a"] = (Of(ServiceNews, Supplier).Person(p => p with { Sale = Sale }), "Block NoBasis G-18"),
        ["X-28b"] = (Of(ServiceNews, Supplier).Impersonal().Message(m => m with { MeantForCompany = true }), "Allow LegalPersonMailbox G-13"),
        ["X-30"] = (Of(EventInvitation, Unknown, OwnOptIn(Topic.Events, January10)), "Allow OptIn G-12"),
        ["X-31a"] = (ClearCall(), "Block NoBasis G-18"),
        ["X-31b"] = (
            ClearCall().Settings(s => s with { AssessedRoutes = [new AssessedRoute(Client, ServiceNews, Channel.Phone, "LIA-3")] }),
            "Allow LegitimateInterests G-17"),
        ["X-33a"] = (ListedCall(listed: On(2025, 12, 1), optIn: On(2026, 1, 5)), "Allow OptIn G-12"),
        ["X-33b"] = (ListedCall(listed: On(2026, 2, 1), optIn: On(2026, 1, 5)), "Block DoNotCallListed G-11"),
        ["X-35a"] = (Survey(), "Allow ServiceFeedback G-15"),
        ["X-35b"] = (Survey().With(SendEvent.OptOutAll(February1)), "Block OptedOutAll G-08"),
        ["X-35c"] = (Survey().Message(m => m with { Promotional = true }), "Block NoBasis G-18"),
        ["X-37a"] = (Notice(Client).With(SendEvent.Objection(February1)), "Allow LegalNotice G-07"),
        ["X-37b"] = (Notice(Client).By(Channel.Phone), "Block ChannelUnsuitable G-07"),
        ["X-37c"] = (Notice(Client).Person(p => p with { PolicyVersionsSent = (string[])["v2", "v3"] }), "Block DuplicateNotice G-07"),
        ["doubt, offer"] = (MatchedOffer(CandidateApplied, SendEvent.Doubt(null, null, February1)), "Block InDoubt G-09"),
        ["doubt about events, offer"] = (MatchedOffer(CandidateApplied, SendEvent.Doubt(Topic.Events, null, February1)), "Allow ContactPermission G-16"),
        ["doubt about text messages, offer"] = (MatchedOffer(CandidateApplied, SendEvent.Doubt(null, Channel.Sms, February1)), "Allow ContactPermission G-16"),
        ["doubt after the opt-in, offer"] = (MatchedOffer(CandidateApplied, ProjectsOptIn, SendEvent.Doubt(null, null, February1)), "Block InDoubt G-09"),
        ["doubt before the opt-in, offer"] = (MatchedOffer(CandidateApplied, SendEvent.Doubt(null, null, On(2025, 6, 1)), ProjectsOptIn), "Allow OptIn G-12"),
        ["doubt before the opt-in that it does not allow to lift it, offer"] = (
            MatchedOffer(CandidateApplied, SendEvent.Doubt(null, null, On(2025, 6, 1), liftable: false), ProjectsOptIn), "Block InDoubt G-09"),
        ["doubt, contract runs"] = (Assignment(SendEvent.Doubt(null, null, February1)), "Allow ContractNecessary G-06"),
        ["X-39 offer"] = (MatchedOffer() with { SuppressionAvailable = false }, "Block Undetermined G-01"),
        ["X-39 reply to a rights request"] = (
            Of(Transactional, Client).Message(m => m with { LegalCase = "RC-1" }) with { SuppressionAvailable = false },
            "Block Undetermined G-01"),
    };

    public static TheoryData<string> Ids => [.. Examples.Keys];

    private static SendEvent[] ErasedThenApplied => [SendEvent.Erasure(On(2025, 11, 1)), SendEvent.ApplicationBegun(On(2026, 3, 1))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Example_is_decided_as_the_rules_say(string id) => Assert.Equal(Examples[id].Expected, Examples[id].Facts.Decided());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Example_is_decided_the_same_when_read_from_JSON(string id) =>
        Assert.Equal(Examples[id].Expected, SendFactsReader.Read(FactsJson.Write(Examples[id].Facts).ToJsonString()).Decided());

    private static SendFacts Assignment(params SendEvent[] events) =>
        Of(Transactional, CandidateApplied, events).Message(m => m with { ContractLink = ContractLink.Contract });

    private static SendFacts ClientContract() => Of(Transactional, Client).Message(m => m with { ContractLink = ContractLink.Contract });

    private static SendFacts LastContact(DateOnly day) => MatchedOffer().Person(p => p with { Permission = Permission with { LastOwnContactOn = day } });

    private static SendFacts Sourced() =>
        MatchedOffer(CandidateSourced).Person(p => p with { Permission = Permission with { Source = Core.Vocabulary.AcquisitionSource.CvMatch } });

    private static SendFacts Notice(Relationship relationship) =>
        Of(PolicyNotice, relationship).Message(m => m with { PolicyVersion = "v3" });

    private static SendFacts TwoOptInsOneOptOut(MessageKind kind) => Of(
        kind, CandidateApplied, ProjectsOptIn, OwnOptIn(Topic.Events, January10), SendEvent.OptOutTopic(Topic.Projects, null, February1));

    private static SendFacts ClearCall() => Of(ServiceNews, Client).By(Channel.Phone) with { DoNotCall = Clear(Now) };

    private static SendFacts ListedCall(DateTimeOffset listed, DateTimeOffset optIn) =>
        Of(ServiceNews, Client, OwnOptIn(Topic.Services, optIn, Channel.Phone)).By(Channel.Phone) with { DoNotCall = Listed(listed) };

    private static SendFacts Survey() =>
        Of(Feedback, Client).Person(p => p with { Service = new ServiceFacts { EndedOn = new DateOnly(2026, 2, 23) } });
}
