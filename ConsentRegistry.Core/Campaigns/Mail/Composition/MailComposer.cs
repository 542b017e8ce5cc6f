using System.Buffers;
using System.Globalization;
using ConsentRegistry.Core.Settings;

namespace ConsentRegistry.Core.Campaigns.Mail.Composition;

/// <summary>
/// Writes a whole message (RFC 5322, 2045, 2047): text and HTML as alternatives, with the headers that let an addressee
/// leave by one click (RFC 2369, 8058) and see who writes (P-43…45). No I/O and no clock: the same content gives the same bytes.
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

        var output = new ArrayBufferWriter<byte>(16 * 1024);
        var boundary = $"=_{content.DeliveryId:N}";
        WriteHeader(new HeaderBlock(output), content, boundary);
        WritePart(output, boundary, "text/plain", content.Body.Language, content.Body.Text);
        WritePart(output, boundary, "text/html", content.Body.Language, content.Body.Html);
        new HeaderBlock(output).End();
        output.Write(System.Text.Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return new OutgoingMail(content.DeliveryId, content.Addressee, output.WrittenMemory);
    }

    private void WriteHeader(HeaderBlock header, MailContent content, string boundary)
    {
        header.Add("Date", content.At.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
            + content.At.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        header.Add("Message-ID", MessageIdOf(content.DeliveryId));
        header.Add("From", Named(organisation.SenderName.Length > 0 ? organisation.SenderName : organisation.Name, sender));
        header.Add("Reply-To", Named(organisation.Name, EnvelopeAddress.Parse(organisation.ReplyToEmail)));
        header.Add("To", content.AddresseeName is { Length: > 0 } name ? Named(name, content.Addressee) : content.Addressee.ToString());
        header.Add("Subject", HeaderText.Unstructured(content.Body.Subject));
        if (content.OneClickUrl is { } exit)
        {
            var mailto = organisation.UnsubscribeEmail.Length > 0
                ? $"<mailto:{EnvelopeAddress.Parse(organisation.UnsubscribeEmail)}?subject=unsubscribe>, "
                : "";
            header.Add("List-Unsubscribe", $"{mailto}<{exit.AbsoluteUri}>");
            header.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (content.Topic is { } topic)
        {
            var list = topic.ToString().ToLowerInvariant();
            header.Add("List-Id", $"{HeaderText.Phrase($"{organisation.Name} {topic}")} <{list}.lists.{sender.Domain}>");

            // Asks answering machines for silence; RFC 3834 and, for older ones, the header they know.
            header.Add("Precedence", "bulk");
        }

        header.Add("Auto-Submitted", "auto-generated");
        header.Add("Content-Language", content.Body.Language);
        header.Add("MIME-Version", "1.0");
        header.Add("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        header.End();
    }

    private static void WritePart(ArrayBufferWriter<byte> output, string boundary, string type, string language, string text)
    {
        // No quoted-printable line holds "=_", so the boundary cannot occur in a part.
        output.Write(System.Text.Encoding.ASCII.GetBytes($"--{boundary}\r\n"));
        var header = new HeaderBlock(output);
        header.Add("Content-Type", $"{type}; charset=utf-8");
        header.Add("Content-Language", language);
        header.Add("Content-Transfer-Encoding", "quoted-printable");
        header.End();
        QuotedPrintable.Append(output, text);
    }

    private static bool IsWebAddress(Uri url) => url.IsAbsoluteUri && url.Scheme is ("https" or "http");

    private static string Named(string name, EnvelopeAddress address) =>
        HeaderText.Phrase(name) is { Length: > 0 } phrase ? $"{phrase} <{address}>" : $"<{address}>";
}
