using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Encodings;

namespace ConsentRegistry.Core.Mail.Composition;

/// <summary>A text in quoted-printable: readable in the source, in short lines of ASCII, whatever the text holds.</summary>
internal static partial class QuotedPrintablePart
{
    /// <param name="subtype">As <c>plain</c>.</param>
    /// <param name="language">Of the text.</param>
    /// <param name="text">Every line is ended by CRLF, whatever it was ended by before; empty lines at the end are left out.</param>
    public static MimePart Of(string subtype, string language, string text)
    {
        var part = new MimePart("text", subtype);
        part.ContentType.Charset = "utf-8";
        part.Headers.Add(HeaderId.ContentLanguage, language);
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        part.Content = new MimeContent(new MemoryStream(Encode(text)), ContentEncoding.QuotedPrintable);
        return part;
    }

    private static byte[] Encode(string text)
    {
        // The line end behind the text keeps the encoder from writing a soft one; the boundary brings its own.
        var bytes = Encoding.UTF8.GetBytes(text.TrimEnd('\r', '\n').ReplaceLineEndings("\n") + '\n');
        var encoder = new QuotedPrintableEncoder();
        var encoded = new byte[encoder.EstimateOutputLength(bytes.Length)];
        var length = encoder.Flush(bytes, 0, bytes.Length, encoded) - 1;

        // A dot at the start of a line invites relays to double it.
        return Encoding.ASCII.GetBytes(FirstDot().Replace(Encoding.ASCII.GetString(encoded, 0, length), "=2E"));
    }

    // Only where the line still fits.
    [GeneratedRegex(@"^\.(?=[^\n]{0,73}$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FirstDot();
}
