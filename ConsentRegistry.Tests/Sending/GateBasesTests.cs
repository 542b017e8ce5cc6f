using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;
using static ConsentRegistry.Core.Vocabulary.Relationship;
using static ConsentRegistry.Core.Vocabulary.MessageKind;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending;

/// <summary>What carries a message, rules G-11 to G-18, where no worked example shows it; each with its other side.</summary>
public class GateBasesTests
{
    private static readonly DateTimeOffset Before = On(2026, 1, 1);
    private static readonly DateTimeOffset After = On(2026, 2, 1);

    [Fact]
    public void The_latest_proven_opt_in_counts_whatever_unproven_ones_came_later()
    {
        var proven = OwnOptIn(Topic.Services, Before);
        var ticked = SendEvent.OptIn(Topic.Services, Channel.Email, After, proven: false, startedByPerson: false);

        Assert.Equal("Allow OptIn G-12", Of(ServiceNews, Client, ticked, proven).Decided());
        Assert.Equal("Allow OptIn G-12", Of(ServiceNews, Client, OwnOptIn(Topic.Services, On(2020, 1, 1)), proven).Decided());
        Assert.Equal("Block ConsentExpired G-12", Of(ServiceNews, Client, OwnOptIn(Topic.Services, On(2020, 1, 1)), ticked).Decided());
    }

    [Theory]
    [InlineData(Client, false, "Allow LegalPersonMailbox G-13")]
    [InlineData(Unknown, false, "Block NoBasis G-18")]
    [InlineData(Unknown, true, "Allow LegalPersonMailbox G-13")]
    [InlineData(CandidateApplied, true, "Block NoBasis G-18")]
    public void A_company_mailbox_is_open_to_known_companies_and_to_unknown_ones_by_setting(Relationship relationship, bool setting, string expected) =>
        Assert.Equal(expected, CompanyNews(ServiceNews, relationship).Settings(s => s with { ImpersonalMailboxOfUnknownCompany = setting }).Decided());

    [Fact]
    public void A_company_mailbox_is_open_to_news_and_invitations_meant_for_the_company_by_email_only()
    {
        Assert.Equal("Allow LegalPersonMailbox G-13", CompanyNews(EventInvitation, Client).Decided());
        Assert.Equal("Block NoBasis G-18", CompanyNews(Feedback, Client).Decided());
        Assert.Equal("Block NoBasis G-18", CompanyNews(ServiceNews, Client).By(Channel.Sms).Decided());
        Assert.Equal("Block NoBasis G-18", CompanyNews(ServiceNews, Client).Message(m => m with { MeantForCompany = false }).Decided());
        Assert.Equal("Allow LegalPersonMailbox G-13", CompanyNews(ServiceNews, Client).Person(p => p with { NoticeGiven = false }).Decided());
    }

    [Theory]
    [InlineData(EventInvitation, Channel.Email, false, false, "Block NoBasis G-18")]
    [InlineData(EventInvitation, Channel.Email, true, false, "Allow SoftOptIn G-14")]
    [InlineData(ServiceNews, Channel.Sms, false, false, "Block NoBasis G-18")]
    [InlineData(ServiceNews, Channel.Sms, false, true, "Allow SoftOptIn G-14")]
    [InlineData(EventInvitation, Channel.Sms, true, false, "Block NoBasis G-18")]
    [InlineData(EventInvitation, Channel.Sms, true, true, "Allow SoftOptIn G-14")]
    public void A_soft_opt_in_covers_events_and_text_messages_by_setting(MessageKind kind, Channel channel, bool events, bool sms, string expected) =>
        Assert.Equal(
            expected,
            Of(kind, Client).By(channel).Person(p => p with { Sale = Sale })
                .Settings(s => s with { SoftOptInCoversEvents = events, SoftOptInCoversSms = sms })
                .Decided());

    [Fact]
    public void A_soft_opt_in_needs_each_of_its_conditions()
    {
        SaleFacts[] lacking =
        [
            Sale with { AddressGotInSale = false }, Sale with { OwnSimilarServices = false }, Sale with { ObjectionOfferedAtCollection = false },
        ];

        Assert.All(lacking, sale => Assert.Equal(
            "Block SoftOptInIncomplete G-14", Of(ServiceNews, Client).Person(p => p with { Sale = sale }).Decided()));
        Assert.Equal(
            "Block SoftOptInIncomplete G-14",
            Of(ServiceNews, Client).Person(p => p with { Sale = Sale }).Message(m => m with { ObjectionOffered = false }).Decided());
    }

    [Fact]
    public void Feedback_needs_a_service_an_offered_objection_and_another_channel_than_text_messages()
    {
        var survey = Of(Feedback, Client).Person(p => p with { Service = new ServiceFacts() });

        Assert.Equal("Allow ServiceFeedback G-15", survey.Decided());
        Assert.Equal("Block NoBasis G-18", survey.By(Channel.Sms).Decided());
        Assert.Equal("Block NoBasis G-18", survey.Message(m => m with { ObjectionOffered = false }).Decided());
        Assert.Equal("Block NoBasis G-18", survey.Person(p => p with { Service = null }).Decided());
    }

    [Fact]
    public void A_contact_permission_needs_each_of_its_conditions()
    {
        SendFacts[] lacking =
        [
            MatchedOffer().Message(m => m with { Offer = null }),
            MatchedOffer().Message(m => m with { ObjectionOffered = false }),
            MatchedOffer().Person(p => p with { Permission = Permission with { ObjectionOffered = false } }),
            MatchedOffer().By(Channel.Sms),
            MatchedOffer().By(Channel.Post) with { Robinson = Clear(Now) },
        ];

        Assert.All(lacking, facts => Assert.Equal("Block PermissionNotConsent G-16", facts.Decided()));
        Assert.Equal("Allow ContactPermission G-16", (MatchedOffer().By(Channel.Phone) with { DoNotCall = Clear(Now) }).Decided());
        Assert.Equal("Block NoBasis G-18", MatchedOffer(Client).Decided());
    }

    [Theory]
    [InlineData(AcquisitionSource.Referral, "Block NoBasis G-18")]
    [InlineData(AcquisitionSource.CompanyWebsite, "Block NoBasis G-18")]
    [InlineData(AcquisitionSource.BusinessCard, "Allow ContactPermission G-16")]
    public void Some_sources_give_no_contact_permission(AcquisitionSource source, string expected) =>
        Assert.Equal(expected, MatchedOffer().Person(p => p with { Permission = Permission with { Source = source } }).Decided());

    [Theory]
    [InlineData(Channel.Phone, "Allow LegitimateInterests G-17")]
    [InlineData(Channel.Post, "Allow LegitimateInterests G-17")]
    [InlineData(Channel.Email, "Block PermissionNotConsent G-16")]
    public void An_assessed_route_carries_calls_and_letters_past_the_contact_permission_and_never_email(Channel channel, string expected)
    {
        var route = new AssessedRoute(CandidateApplied, ProjectOffer, channel, "LIA-3");
        var offer = MatchedOffer().By(channel).Uses(ContactPermissionUse.OptInOnly) with { DoNotCall = Clear(Now), Robinson = Clear(Now) };

        Assert.Equal(expected, offer.Settings(s => s with { AssessedRoutes = [route] }).Decided());
    }

    [Fact]
    public void An_assessed_route_is_for_its_own_relationship_and_kind()
    {
        var call = Of(ServiceNews, Client).By(Channel.Phone) with { DoNotCall = Clear(Now) };

        Assert.Equal("Block NoBasis G-18", call.Settings(s => s with { AssessedRoutes = [new(Supplier, ServiceNews, Channel.Phone, "LIA-3")] }).Decided());
        Assert.Equal("Block NoBasis G-18", call.Settings(s => s with { AssessedRoutes = [new(Client, EventInvitation, Channel.Phone, "LIA-3")] }).Decided());
    }

    [Fact]
    public void A_listed_number_is_opened_only_by_a_lifting_opt_in()
    {
        SendFacts Call(bool own) =>
            Of(ServiceNews, Client, SendEvent.OptIn(Topic.Services, Channel.Phone, After, proven: true, startedByPerson: own)).By(Channel.Phone)
                with { DoNotCall = Listed(Before) };

        Assert.Equal("Allow OptIn G-12", Call(own: true).Decided());
        Assert.Equal("Block DoNotCallListed G-11", Call(own: false).Decided());
        Assert.Equal("Block RobinsonListed G-11", (Of(ServiceNews, Client).By(Channel.Post) with { Robinson = Listed(Before) }).Decided());
    }

    private static SendFacts CompanyNews(MessageKind kind, Relationship relationship) =>
        Of(kind, relationship).Impersonal().Message(m => m with { MeantForCompany = true });
}
