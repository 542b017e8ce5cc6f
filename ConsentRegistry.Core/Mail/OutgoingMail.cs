using System.Text;

namespace ConsentRegistry.Core.Mail;

/// <summary>One complete message for one addressee.</summary>
public sealed class OutgoingMail
{
    /// <param name="deliveryId">The delivery that this message carries out; names the file in the pickup folder.</param>
    /// <param name="addressee">The one address of the envelope.</param>
    /// <param name="content">Header and body, every line ended by CRLF.</param>
    /// <exception cref="ArgumentException">
    /// The content does not end with CRLF or holds a lone CR or LF. Servers disagree on what a lone one means, and that
    /// disagreement lets a text smuggle in a second message.
    /// </exception>
    public OutgoingMail(Guid deliveryId, EnvelopeAddress addressee, ReadOnlyMemory<byte> content)
    {
        ArgumentNullException.ThrowIfNull(addressee);
        RequireCrLfLines(content.Span);
        DeliveryId = deliveryId;
        Addressee = addressee;
        Content = content;
        HasEightBitBytes = !Ascii.IsValid(content.Span);
    }

    public Guid DeliveryId { get; }

    public EnvelopeAddress Addressee { get; }

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Whether the content needs a server that offers 8BITMIME (RFC 6152).</summary>
    public bool HasEightBitBytes { get; }

    private static void RequireCrLfLines(ReadOnlySpan<byte> content)
    {
        if (!content.EndsWith("\r\n"u8))
        {
            throw new ArgumentException("A message ends with CRLF.", nameof(content));
        }

        for (var rest = content; !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            if (rest[end] != '\r' || end + 1 == rest.Length || rest[end + 1] != '\n')
            {
                throw new ArgumentException("A message holds a lone CR or LF.", nameof(content));
            }

            rest = rest[(end + 2)..];
        }
    }
}
