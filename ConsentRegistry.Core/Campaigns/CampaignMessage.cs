using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Composition;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>What a campaign says to one addressee: as facts for the gate, and as a mail.</summary>
public sealed class CampaignMessage(OrganisationOptions organisation, PublicOptions publicOptions, PreferenceTokens tokens, SuppressionKeys keys)
{
    private readonly Lazy<MailComposer> composer = new(() => new MailComposer(organisation));

    /// <summary>The message as the gate sees it. Every mail, letter and script of ours offers to object: no template without it can be saved.</summary>
    public MessageFacts FactsOf(Campaign campaign, string? matchReason) => new()
    {
        Kind = campaign.Kind,
        Channel = campaign.Channel,
        Offer = campaign.OfferReference,
        MatchReason = matchReason,
        ObjectionOffered = true,
        CarriesNotice = campaign.CarriesNotice,
        PolicyVersion = campaign.Kind == MessageKind.PolicyNotice ? organisation.PolicyVersion : null,
    };

    /// <summary>The version of notice and policy that is in force.</summary>
    public string PolicyVersion => organisation.PolicyVersion;

    /// <summary>The whole mail, with the exits of this addressee.</summary>
    /// <param name="person">Null for an address of a list that nobody has.</param>
    public OutgoingMail Compose(Campaign campaign, Guid delivery, Address address, Person? person, string? site, string? matchReason, DateTimeOffset at)
    {
        var topic = campaign.Kind.TopicOf();
        var token = tokens.Create(new PreferenceToken(
            person?.Id ?? Guid.Empty, address.Kind, keys.Of(address), keys.Version, topic, delivery, BrusselsTime.DayOf(at)));
        var text = campaign.TextFor(person?.Language);
        var values = new MailValues
        {
            GivenName = person?.GivenName,
            FullName = person?.FullName,
            UnsubscribeUrl = topic is null ? publicOptions.Preferences(token) : publicOptions.OneClick(token),
            PreferencesUrl = publicOptions.Preferences(token),
            OfferReference = campaign.OfferReference,
            MatchReason = matchReason,
            Message = text.Message,
            SourceSite = site,
        };
        return composer.Value.Compose(new MailContent
        {
            DeliveryId = delivery,
            Addressee = EnvelopeAddress.Parse(address.Exact),
            AddresseeName = person?.FullName,
            Body = text.ToTemplate(campaign).Fill(values, organisation),
            Topic = topic,
            At = TimeZoneInfo.ConvertTime(at, BrusselsTime.Zone),
            OneClickUrl = topic is null ? null : publicOptions.OneClick(token),
        });
    }

    /// <summary>
    /// The mail as it would look, shown to a colleague before anybody gets it: marked in subject and text, with exits that this registry does
    /// not know, so that pressing them records nothing.
    /// </summary>
    /// <param name="language">nl, fr or en: which of the campaign's texts.</param>
    /// <param name="id">Of this mail alone; there is no delivery.</param>
    public OutgoingMail ComposeTest(Campaign campaign, string language, Guid id, EnvelopeAddress to, DateTimeOffset at)
    {
        var topic = campaign.Kind.TopicOf();
        var text = campaign.TextFor(language);
        var values = new MailValues
        {
            GivenName = TestMail.GivenName,
            FullName = TestMail.FullName,
            UnsubscribeUrl = publicOptions.OneClick(TestMail.Token),
            PreferencesUrl = publicOptions.Preferences(TestMail.Token),
            OfferReference = campaign.OfferReference,
            MatchReason = campaign.MatchReason?.In(text.Language),
            Message = text.Message,
        };
        return composer.Value.Compose(new MailContent
        {
            DeliveryId = id,
            Addressee = to,
            Body = TestMail.Mark(text.ToTemplate(campaign).Fill(values, organisation)),
            Topic = topic,
            At = TimeZoneInfo.ConvertTime(at, BrusselsTime.Zone),
            OneClickUrl = topic is null ? null : publicOptions.OneClick(TestMail.Token),
        });
    }

    /// <summary>The Message-ID of a delivery; always the same.</summary>
    public string MessageIdOf(Guid delivery) => composer.Value.MessageIdOf(delivery);
}
