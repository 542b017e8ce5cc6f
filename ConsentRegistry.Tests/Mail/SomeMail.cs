using System.Text;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Composition;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Mail;

/// <summary>Valid values, so that a test states only what matters to it.</summary>
internal static class SomeMail
{
    public static readonly Guid DeliveryId = Guid.Parse("0197c2a0-0000-7000-8000-000000000001");

    public static OrganisationOptions Organisation => new()
    {
        Name = "Imalink NV", LegalForm = "naamloze vennootschap", EnterpriseNumber = "BE 0000.000.000", PostalAddress = "Voorbeeldlaan 1, 1000 Brussel",
        SenderEmail = "contact@imalink.example", ReplyToEmail = "antwoord@imalink.example", Website = "https://www.imalink.example/",
        PolicyUrl = "https://www.imalink.example/privacy", PolicyVersion = "2026-01", DpoName = "DPO Imalink", DpoEmail = "dpo@imalink.example",
        DpoPostalAddress = "DPO, Voorbeeldlaan 1, 1000 Brussel", SupervisoryAuthority = "Toezichthouder", SupervisoryAuthorityAddress = "Voorbeeldplein 2, 1000 Brussel",
        SupervisoryAuthorityUrl = "https://toezicht.example/",
    };

    public static MailValues Values => new()
    {
        GivenName = "Zoë", FullName = "Zoë D'Hondt", UnsubscribeUrl = new Uri("https://keuze.imalink.example/u/TOKEN"),
        PreferencesUrl = new Uri("https://keuze.imalink.example/p/TOKEN"), OfferReference = "P-2026-014", MatchReason = "tien jaar Java & Spring",
    };

    public static MailTemplate Template => ShippedTemplates.Find(MessageKind.ProjectOffer, "nl", carriesNotice: false)!;

    public static MailContent Content => new()
    {
        DeliveryId = DeliveryId, Addressee = EnvelopeAddress.Parse("zoe.dhondt@post.example"), AddresseeName = "Zoë D'Hondt",
        Body = Template.Fill(Values, Organisation), Topic = Topic.Projects, At = new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.FromHours(1)),
        OneClickUrl = new Uri("https://keuze.imalink.example/u/TOKEN"),
    };

    public static OutgoingMail To(string address, string content = "Subject: x\r\n\r\nGoeiedag\r\n", Guid? deliveryId = null) =>
        new(deliveryId ?? DeliveryId, EnvelopeAddress.Parse(address), Encoding.UTF8.GetBytes(content));

    public static SmtpOptions Smtp(int port) => new()
    {
        Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, EnvelopeSender = "bounces@imalink.example", MaxConnections = 1,
    };

    /// <summary>Prepares, starts and finishes one message, as a worker does when nothing changed.</summary>
    public static async Task<HandOverOutcome> HandOverAsync(this MailTransport transport, OutgoingMail mail)
    {
        var preparation = await transport.PrepareAsync(mail, TestContext.Current.CancellationToken);
        if (preparation.Ready is not { } ready)
        {
            return preparation.Outcome!;
        }

        ready.Start();
        return await ready.FinishAsync(TestContext.Current.CancellationToken);
    }
}
