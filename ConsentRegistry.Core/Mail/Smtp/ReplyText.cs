using System.Text;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>
/// Makes a reply fit to be kept: servers repeat the address in their refusals, and no readable personal data may stand in
/// reports and logs (guarantee 10).
/// </summary>
internal static partial class ReplyText
{
    private const int Longest = 300;
    private const string Removed = "[…]";

    /// <summary>The text without any mail address, without the addressee's local part and domain as words, on one line, cut at 300 characters.</summary>
    public static string Without(SmtpReply reply, EnvelopeAddress? addressee)
    {
        var text = Controls().Replace(string.Join(' ', reply.Lines), " ");
        text = AnyAddress().Replace(text, Removed);
        if (addressee is not null)
        {
            text = RemoveWord(RemoveWord(text, addressee.LocalPart), addressee.Domain);
        }

        return text.Length <= Longest ? text.Trim() : text[..Longest].Trim();
    }

    /// <summary>The same for a reply that is not about an addressee.</summary>
    public static string Of(SmtpReply reply) => Without(reply, null);

    private static string RemoveWord(string text, string word)
    {
        var result = new StringBuilder(text.Length);
        var from = 0;
        for (int at; (at = text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase)) >= 0; from = at + word.Length)
        {
            var isWord = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length]));
            result.Append(text, from, at - from).Append(isWord ? Removed : text.Substring(at, word.Length));
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    [GeneratedRegex("""<?(?:"[^"]*"|[^\s<>@:;,()\[\]]+)@[^\s<>@;,()]+>?""", RegexOptions.CultureInvariant)]
    private static partial Regex AnyAddress();

    [GeneratedRegex(@"[\p{C}\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();
}
