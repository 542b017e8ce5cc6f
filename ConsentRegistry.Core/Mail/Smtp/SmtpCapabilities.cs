using System.Globalization;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>What a server offers in its answer to EHLO (RFC 5321 4.1.1.1).</summary>
internal sealed class SmtpCapabilities
{
    private readonly HashSet<string> keywords = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> signIns = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="ehlo">The reply; its first line is the server's name. A reply to HELO has only that line.</param>
    public SmtpCapabilities(SmtpReply ehlo)
    {
        foreach (var line in ehlo.Lines.Skip(1))
        {
            // Some servers still announce AUTH=LOGIN in the old form.
            var words = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            keywords.Add(words[0]);
            if (words[0].Equals("AUTH", StringComparison.OrdinalIgnoreCase))
            {
                signIns.UnionWith(words.Skip(1));
            }
            else if (words[0].Equals("SIZE", StringComparison.OrdinalIgnoreCase) && words.Length > 1
                && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
            {
                LargestMessage = size;
            }
        }
    }

    /// <summary>The greatest message in bytes; null when the server names none.</summary>
    public long? LargestMessage { get; }

    public bool StartTls => keywords.Contains("STARTTLS");

    public bool Pipelining => keywords.Contains("PIPELINING");

    public bool Size => keywords.Contains("SIZE");

    public bool EightBitMime => keywords.Contains("8BITMIME");

    public bool SmtpUtf8 => keywords.Contains("SMTPUTF8");

    public bool OffersSignIn(string mechanism) => signIns.Contains(mechanism);

    /// <summary>The refusal that the server would give for want of an extension; null when the message can be offered.</summary>
    public HandOverOutcome? RefusalOf(OutgoingMail mail)
    {
        if (mail.Addressee.NeedsSmtpUtf8 && !SmtpUtf8)
        {
            return Refusal(new EnhancedStatus(5, 6, 7), "The server does not take addresses with letters beyond ASCII (SMTPUTF8).");
        }

        if (mail.HasEightBitBytes && !EightBitMime)
        {
            return Refusal(new EnhancedStatus(5, 6, 3), "The server does not take eight-bit content (8BITMIME).");
        }

        return mail.Content.Length > LargestMessage
            ? Refusal(new EnhancedStatus(5, 3, 4), "The message is larger than the server takes (SIZE).")
            : null;
    }

    private static HandOverOutcome Refusal(EnhancedStatus status, string text) =>
        new(HandOverResult.Failed, HandOverStep.Sender, Status: status, Text: text);
}
