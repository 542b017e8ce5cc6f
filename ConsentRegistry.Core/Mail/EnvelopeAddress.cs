using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Mail;

/// <summary>
/// A mail address that is safe to write into an SMTP command or a header: no control character, no space, no bracket,
/// lengths within RFC 5321 4.5.3.1. The domain is held in its ASCII form.
/// </summary>
public sealed partial record EnvelopeAddress
{
    private EnvelopeAddress(string localPart, string domain)
    {
        LocalPart = localPart;
        Domain = domain;
    }

    public string LocalPart { get; }

    /// <summary>The domain in ASCII (IDNA).</summary>
    public string Domain { get; }

    /// <summary>Whether the address can travel only where the server offers SMTPUTF8 (RFC 6531).</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>Reads one bare address, without a display name.</summary>
    /// <returns>False for anything that cannot stand between the brackets of <c>RCPT TO</c>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EnvelopeAddress? address)
    {
        address = null;
        var at = text?.LastIndexOf('@') ?? -1;
        if (at < 1 || !LocalPartForm().IsMatch(text![..at]) || Encoding.UTF8.GetByteCount(text[..at]) > 64)
        {
            return false;
        }

        try
        {
            var domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text[(at + 1)..]);
            if (at + 1 + domain.Length > 254 || !DomainForm().IsMatch(domain))
            {
                return false;
            }

            address = new EnvelopeAddress(text[..at], domain);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>As <see cref="TryParse"/>, for addresses that were checked before.</summary>
    /// <exception cref="FormatException">The text is no such address; the message does not repeat it.</exception>
    public static EnvelopeAddress Parse(string? text) =>
        TryParse(text, out var address) ? address : throw new FormatException("The text is not a mail address that can be written into an SMTP command.");

    public override string ToString() => $"{LocalPart}@{Domain}";

    [GeneratedRegex(@"\A(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00A1-\u1FFF\u2070-\uD7FF\uD800-\uDFFF\uF900-\uFFFD-]+(?:\.(?!\z)|\z))+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LocalPartForm();

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainForm();
}
