using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ConsentRegistry.Core.Addresses;

/// <summary>
/// A usable e-mail address in its two normalised forms (RULES S-5, RFC 5322 3.2.3, UTS #46). Equal exact forms have equal mailbox
/// forms, so whoever is looked up by mailbox form is found however the address was typed.
/// </summary>
public sealed record EmailAddress
{
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    /// <summary>Characters of an address with everything that people write around it.</summary>
    private const int LongestTyped = 1_000;

    private static readonly char[] Around = [' ', '\'', '"', '`', '´', '‘', '’', '‚', '“', '”', '„', '«', '»', '<', '>', ',', ';', '|', '\t', '\r', '\n', '\u2028'];
    private static readonly System.Buffers.SearchValues<char> Label = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-. ");

    private EmailAddress(string localPart, string domain)
    {
        Exact = $"{localPart}@{domain}";
        Domain = domain;
        Mailbox = MailboxOf(localPart, domain);
    }

    /// <summary>Lower case, the domain in IDNA ASCII, no trailing dot; keeps a +tag and googlemail.com.</summary>
    public string Exact { get; }

    /// <summary>The exact form without +tag; at gmail.com and googlemail.com also without dots and always at gmail.com.</summary>
    public string Mailbox { get; }

    /// <summary>The domain in IDNA ASCII, lower case.</summary>
    public string Domain { get; }

    /// <summary>
    /// Reads an address as somebody typed it: with display name, brackets, quotes, "mailto:", a comment, white space, full-width letters, signs that
    /// nobody sees (RULES S-5, W-6). False, and null, when it is not usable. One address only; for a cell that may hold several see <see cref="ReadAll"/>.
    /// </summary>
    public static bool TryParse(string? raw, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(raw) || raw.Length > LongestTyped || !TypedText.TryNormalise(raw, out var text))
        {
            return false;
        }

        // The apostrophe in front is the spreadsheet's, which would have taken the rest for a formula.
        text = text is ['\'', ..] ? text[1..] : text;
        return TryBare(WithoutMailto(WithoutDisplayName(text)), out address) || TryBare(WithoutMailto(WithoutDisplayName(WithoutSurroundings(text))), out address);
    }

    /// <summary>
    /// The usable addresses of a cell, in order and each once, and whether something in it looks like an address and is none. ";", ",", "/", "|",
    /// ":::", tabs and line breaks part addresses where that gives more than one; else the cell is read as a whole, since all of them may stand in a
    /// display name and a slash in a local part (W-6).
    /// </summary>
    public static AddressCell<EmailAddress> ReadAll(string? cell)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return new AddressCell<EmailAddress>([], false);
        }

        var pieces = AddressPieces.Of(cell, withSlash: true).Where(piece => piece.Contains('@', StringComparison.Ordinal) || piece.Contains('＠', StringComparison.Ordinal)).ToList();
        if (pieces.Count < 2 && TryParse(cell, out var only))
        {
            return new AddressCell<EmailAddress>([only], false);
        }

        var found = new List<EmailAddress>(2);
        var hasUnreadable = pieces.Count == 0;
        foreach (var piece in pieces)
        {
            hasUnreadable |= !TryParse(piece, out var address);
            if (address is not null && !found.Contains(address))
            {
                found.Add(address);
            }
        }

        // The second of two pieces may be a display name with a sign in it: as a whole the cell may still be one address.
        return found.Count == 0 && TryParse(cell, out var whole) ? new AddressCell<EmailAddress>([whole], false) : new AddressCell<EmailAddress>(found, hasUnreadable);
    }

    /// <summary>Two addresses are the same when their exact forms are.</summary>
    public bool Equals(EmailAddress? other) => other is not null && other.Exact == Exact;

    public override int GetHashCode() => Exact.GetHashCode(StringComparison.Ordinal);

    /// <summary>The exact form.</summary>
    public override string ToString() => Exact;

    private static bool TryBare(string bare, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var at = bare.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || bare.IndexOf('@', at + 1) >= 0)
        {
            return false;
        }

        var localPart = bare[..at].ToLowerInvariant();
        if (!IsDotAtom(localPart) || !HostName.TryNormalise(bare[(at + 1)..], out var domain)
            || localPart.Length + 1 + domain.Length > LongestAddress)
        {
            return false;
        }

        address = new EmailAddress(localPart, domain);
        return true;
    }

    /// <summary>Without what cannot be part of the address around it: quotes, brackets, stray commas, a comment, and a label such as "e-mail:".</summary>
    private static string WithoutSurroundings(string text)
    {
        var bare = text;
        for (var before = string.Empty; before != bare;)
        {
            before = bare;
            bare = WithoutLabel(WithoutComment(bare.Trim(Around)));
        }

        return bare;
    }

    private static string WithoutComment(string text) =>
        text is [.., ')'] && text.LastIndexOf('(') is > 0 and var open && text.IndexOf('@') < open ? text[..open]
        : text is ['(', ..] && text.IndexOf(')') is > 0 and var close && text.IndexOf('@') > close ? text[(close + 1)..]
        : text is ['(', .., ')'] or ['[', .., ']'] ? text[1..^1]
        : text;

    /// <summary>No colon stands in the part before the at sign: what is before it says what the address is.</summary>
    private static string WithoutLabel(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var colon = at < 0 ? -1 : text.LastIndexOf(':', at);
        return colon > 0 && text.AsSpan(0, colon).IndexOfAnyExcept(Label) < 0 ? text[(colon + 1)..] : text;
    }

    private static string WithoutDisplayName(string text)
    {
        var close = text.LastIndexOf('>');
        var open = close < 0 ? -1 : text.LastIndexOf('<', close);
        if (open < 0)
        {
            return text;
        }

        // RFC 5322 lets only a comment follow the brackets, and no second pair stand before them: nobody guesses which was meant.
        var rest = text[(close + 1)..].Trim();
        var isOnly = rest.Length == 0 || (rest[0] == '(' && rest[^1] == ')');
        return isOnly && !HasBracketOutsideQuotes(text.AsSpan(0, open)) ? text[(open + 1)..close].Trim() : text;
    }

    private static bool HasBracketOutsideQuotes(ReadOnlySpan<char> name)
    {
        var inQuotes = false;
        foreach (var c in name)
        {
            inQuotes ^= c == '"';
            if (c == '>' && !inQuotes)
            {
                return true;
            }
        }

        return false;
    }

    private static string WithoutMailto(string text)
    {
        var isUri = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
        var bare = isUri ? text[7..] : text;

        // "?" is an atom character before the @; only in a mailto: URI does it begin the query there.
        var query = bare.IndexOf('?', isUri ? 0 : Math.Max(0, bare.IndexOf('@', StringComparison.Ordinal)));
        return (query < 0 ? bare : bare[..query]).Trim();
    }

    private static bool IsDotAtom(string localPart)
    {
        // "*@domain" and "%@domain" mean the whole domain (W-10), never a mailbox of that name.
        if (localPart.Length is 0 or > LongestLocalPart || localPart[0] == '.' || localPart[^1] == '.' || localPart is "*" or "%")
        {
            return false;
        }

        for (var i = 0; i < localPart.Length; i++)
        {
            var c = localPart[i];
            if (c == '.' ? localPart[i - 1] == '.' : !char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static string MailboxOf(string localPart, string domain)
    {
        // A local part that begins with + has no mailbox before the tag. Cutting it would leave "@domain", the key of a whole domain.
        var tag = localPart.IndexOf('+', StringComparison.Ordinal);
        var box = tag > 0 ? localPart[..tag] : localPart;
        return domain is "gmail.com" or "googlemail.com"
            ? $"{box.Replace(".", "", StringComparison.Ordinal)}@gmail.com"
            : $"{box}@{domain}";
    }
}
