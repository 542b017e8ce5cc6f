using System.Globalization;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Mail;

/// <summary>An enhanced mail system status code, as <c>5.1.1</c> (RFC 3463).</summary>
/// <param name="Class">2 success, 4 for now, 5 for good.</param>
/// <param name="Subject">What it is about; 1 is the address.</param>
/// <param name="Detail">The detail within the subject.</param>
public readonly partial record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    /// <summary>Whether it says, when given for an addressee, that there is no such mailbox or domain: 5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10.</summary>
    public bool SaysNoSuchMailbox => Class == 5 && Subject == 1 && Detail is (1 or 2 or 3 or 6 or 10);

    /// <summary>Takes the code from the start of a reply text.</summary>
    /// <param name="text">The text after the three-digit code.</param>
    /// <param name="replyClass">The first digit of the three-digit code; a status of another class is not believed (RFC 2034).</param>
    /// <param name="rest">The text after the code, or the whole text when there is none.</param>
    /// <returns>Null when the text does not start with a code of that class.</returns>
    public static EnhancedStatus? TakeFrom(string text, int replyClass, out string rest)
    {
        rest = text;
        var match = Start().Match(text);
        if (!match.Success || match.Groups[1].ValueSpan[0] - '0' != replyClass)
        {
            return null;
        }

        rest = text[match.Length..];
        return new EnhancedStatus(replyClass, Number(match.Groups[2]), Number(match.Groups[3]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^#?([245])\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.])[:\s]*", RegexOptions.CultureInvariant)]
    private static partial Regex Start();
}
