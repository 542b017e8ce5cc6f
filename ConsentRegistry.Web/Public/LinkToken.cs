using System.Globalization;

namespace ConsentRegistry.Web.Public;

/// <summary>
/// The token as it arrives in an address. Programs that make links of plain text take signs of the sentence along (a full stop, a bracket,
/// a quotation mark), and broken encodings leave their own (<c>&gt;</c>, <c>%20</c>, the <c>=3D</c> of quoted-printable): somebody who clicks
/// there wants out all the same.
/// </summary>
internal static class LinkToken
{
    private const int EncodedLength = 3;

    /// <summary>The text without what no token ends with.</summary>
    public static string WithoutStraySigns(string text)
    {
        var rest = text.AsSpan();
        while (StrayAtEnd(rest) is > 0 and var stray)
        {
            rest = rest[..^stray];
        }

        return rest.ToString();
    }

    private static int StrayAtEnd(ReadOnlySpan<char> text) => text switch
    {
        [.., var last] when !IsOfToken(last) => 1,
        [.., '%' or '=', _, _] when byte.TryParse(text[^2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && !IsOfToken((char)code) => EncodedLength,
        _ => 0,
    };

    // Base64 for addresses (RFC 4648, 5).
    private static bool IsOfToken(char each) => char.IsAsciiLetterOrDigit(each) || each is '-' or '_';
}
