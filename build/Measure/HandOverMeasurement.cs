using System.Diagnostics;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Composition;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Measure;

/// <summary>
/// How many messages one connection hands over: composed, offered, started, finished, one after the other, to a server on loopback that
/// takes everything at once, or after the time of a network.
/// </summary>
internal static class HandOverMeasurement
{
    private const int Rounds = 5;

    private static readonly OrganisationOptions Organisation = new()
    {
        Name = "Imalink NV", SenderEmail = "contact@imalink.example", ReplyToEmail = "antwoord@imalink.example",
        DpoEmail = "dpo@imalink.example",
    };

    public static async Task RunAsync(int count, TimeSpan roundTrip)
    {
        var composer = new MailComposer(Organisation);
        var template = ShippedTemplates.Find(MessageKind.ProjectOffer, "nl", carriesNotice: false)!;
        Console.WriteLine($"one connection, {count} messages a round, {roundTrip.TotalMilliseconds:F0} ms there and back");
        Console.WriteLine("\n| round | composed/s | handed over/s | both/s |\n|---|---|---|---|");
        for (var round = 0; round <= Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var mails = new OutgoingMail[count];
            for (var i = 0; i < count; i++)
            {
                mails[i] = composer.Compose(Content(template, i));
            }

            var composed = Stopwatch.GetElapsedTime(began);
            var handedOver = await HandOverAsync(mails, roundTrip);
            var name = round == 0 ? "warm-up" : $"{round}";
            Console.WriteLine($"| {name} | {Rate(count, composed)} | {Rate(count, handedOver)} | {Rate(count, composed + handedOver)} |");
        }
    }

    private static string Rate(int count, TimeSpan time) => $"{count / time.TotalSeconds:F0}";

    private static async Task<TimeSpan> HandOverAsync(OutgoingMail[] mails, TimeSpan roundTrip)
    {
        using var sink = new SmtpSink(roundTrip);
        var options = new SmtpOptions
        {
            Host = "127.0.0.1", Port = sink.Port, Security = SmtpSecurity.None, EnvelopeSender = "bounces@imalink.example",
            MaxConnections = 1,
        };
        await using var transport = new SmtpTransport(options, TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        foreach (var mail in mails)
        {
            var ready = (await transport.PrepareAsync(mail, CancellationToken.None)).Ready!;
            ready.Start();
            var outcome = await ready.FinishAsync(CancellationToken.None);
            if (outcome.Result != HandOverResult.Sent)
            {
                throw new InvalidOperationException($"Not taken: {outcome}");
            }
        }

        var took = Stopwatch.GetElapsedTime(began);
        return sink.Taken == mails.Length ? took : throw new InvalidOperationException($"{sink.Taken} of {mails.Length} arrived.");
    }

    private static MailContent Content(MailTemplate template, int number)
    {
        var (exit, choices) = (new Uri($"https://keuze.imalink.example/u/{number}"), new Uri($"https://keuze.imalink.example/p/{number}"));
        var values = new MailValues
        {
            GivenName = "Zoë", FullName = $"Zoë Peeters {number}", UnsubscribeUrl = exit, PreferencesUrl = choices,
            OfferReference = "P-2026-014", MatchReason = "tien jaar Java & Spring",
        };
        return new MailContent
        {
            DeliveryId = Guid.CreateVersion7(), Addressee = EnvelopeAddress.Parse($"p{number}@post.example"),
            AddresseeName = values.FullName, Body = template.Fill(values, Organisation), Topic = Topic.Projects, At = TimeProvider.System.GetUtcNow(), OneClickUrl = exit,
        };
    }
}
