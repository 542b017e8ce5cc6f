using System.Text;

namespace ConsentRegistry.Core.People;

/// <summary>What every typed address meets first (RULES S-5).</summary>
internal static class TypedText
{
    /// <summary>Unicode NFKC, then trimmed. False for text that is no Unicode (a lone surrogate), which no address contains.</summary>
    public static bool TryNormalise(string raw, out string text)
    {
        try
        {
            text = raw.Normalize(NormalizationForm.FormKC).Trim();
            return true;
        }
        catch (ArgumentException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>Whether a text is a piece of an e-mail address or number rather than of a name: it has an at sign, or digits and what parts them alone.</summary>
    public static bool IsPartOfAddress(string? text) =>
        text is not null && (text.Contains('@', StringComparison.Ordinal)
            || (text.Count(char.IsAsciiDigit) >= 3 && text.All(each => char.IsAsciiDigit(each) || " +-./()".Contains(each, StringComparison.Ordinal))));
}
