using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace ConsentRegistry.Core.Mail.Composition;

/// <summary>
/// Writes a whole message: text and HTML as alternatives, with the headers that let an addressee leave by one click
/// (RFC 2369, 8058) and see who writes (P-43…45). No I/O and no clock: the same content gives the same bytes.
/// </summary>
public sealed class MailComposer
{
    private readonly OrganisationOptions organisation;
    private readonly EnvelopeAddress sender;

    /// <exception cref="FormatException">The sender's address in the settings is none.</exception>
    public MailComposer(OrganisationOptions organisation)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        this.organisation = organisation;
        sender = EnvelopeAddress.Parse(organisation.SenderEmail);
    }

    /// <summary>The Message-ID of a delivery, with its brackets; known before the message is written.</summary>
    public string MessageIdOf(Guid deliveryId) => $"<{deliveryId}@{sender.Domain}>";

    /// <exception cref="ArgumentException">The one-click address is missing on a message with a topic, or is no absolute web address.</exception>
    public OutgoingMail Compose(MailContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.OneClickUrl is { } exit ? !IsWebAddress(exit) : content.Topic is not null)
        {
            throw new ArgumentException("The one-click address must be an absolute web address.", nameof(content));
        }

        using var body = BodyOf(content);
        using var message = new MimeMessage(HeadersOf(content)) { Body = body };
        message.From.Add(Mailbox(organisation.SenderName.Length > 0 ? organisation.SenderName : organisation.Name, sender));
        message.ReplyTo.Add(Mailbox(organisation.Name, EnvelopeAddress.Parse(organisation.ReplyToEmail)));
        message.To.Add(Mailbox(content.AddresseeName ?? "", content.Addressee));
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = content.Addressee.NeedsSmtpUtf8;
        using var output = new MemoryStream(16 * 1024);
        message.WriteTo(format, output);
        return new OutgoingMail(content.DeliveryId, content.Addressee, output.GetBuffer().AsMemory(0, (int)output.Length));
    }

    private IEnumerable<Header> HeadersOf(MailContent content)
    {
        yield return new Header(HeaderId.Date, DateUtils.FormatDate(content.At));
        yield return new Header("Message-ID", MessageIdOf(content.DeliveryId));
        yield return new Header(Encoding.UTF8, HeaderId.Subject, OneLine(content.Body.Subject));
        if (content.OneClickUrl is { } exit)
        {
            yield return Whole(HeaderId.ListUnsubscribe, [.. MailExit(), $"<{new UriBuilder(exit) { Host = exit.IdnHost }.Uri.AbsoluteUri}>"]);
            yield return new Header(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        if (content.Topic is { } topic)
        {
            var list = topic.ToString().ToLowerInvariant();
            var name = Rfc2047.EncodePhrase(Encoding.UTF8, OneLine($"{organisation.Name} {topic}"));
            yield return new Header(HeaderId.ListId, $"{Encoding.ASCII.GetString(name)} <{list}.lists.{sender.Domain}>");

            // Asks answering machines for silence; RFC 3834 and, for older ones, the header they know.
            yield return new Header(HeaderId.Precedence, "bulk");
        }

        yield return new Header("Auto-Submitted", "auto-generated");
        yield return new Header(HeaderId.MimeVersion, "1.0");
    }

    private string[] MailExit() => organisation.UnsubscribeEmail.Length > 0
        ? [$"<mailto:{EnvelopeAddress.Parse(organisation.UnsubscribeEmail)}?subject=unsubscribe>"]
        : [];

    private static Multipart BodyOf(MailContent content)
    {
        // No quoted-printable line holds "=_", so the boundary cannot occur in a part.
        var body = new Multipart("alternative") { Boundary = $"=_{content.DeliveryId:N}" };
        body.Headers.Add(HeaderId.ContentLanguage, content.Body.Language);
        body.Add(QuotedPrintablePart.Of("plain", content.Body.Language, content.Body.Text));
        body.Add(QuotedPrintablePart.Of("html", content.Body.Language, content.Body.Html));
        return body;
    }

    private static MailboxAddress Mailbox(string name, EnvelopeAddress address) => new(Encoding.UTF8, OneLine(name), address.ToString());

    /// <summary>A header of addresses that are never broken, however long: one a line.</summary>
    private static Header Whole(HeaderId id, string[] addresses)
    {
        var header = new Header(id, "");
        header.SetRawValue(Encoding.UTF8.GetBytes($" {string.Join(",\r\n ", addresses)}\r\n"));
        return header;
    }

    private static string OneLine(string text)
    {
        var words = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsWebAddress(Uri url) => url.IsAbsoluteUri && url.Scheme is ("https" or "http");
}
