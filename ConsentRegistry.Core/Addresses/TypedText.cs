using System.Globalization;
using System.Text;

namespace ConsentRegistry.Core.Addresses;

/// <summary>What every typed text meets first (RULES S-5, W-6, W-11).</summary>
internal static class TypedText
{
    /// <summary>
    /// Without what nobody sees, Unicode NFKC, without the wrapper that keeps a spreadsheet from guessing (<c>="…"</c>), trimmed. False for text that
    /// is no Unicode (a lone surrogate), which no address contains.
    /// </summary>
    public static bool TryNormalise(string raw, out string text)
    {
        if (HasForbidden(raw))
        {
            text = "";
            return false;
        }

        text = Unwrapped(WithoutInvisible(raw).Normalize(NormalizationForm.FormKC).Trim());
        return true;
    }

    /// <summary>Whether a text holds a character that no text may hold: U+FFFE and its kind, or half of a surrogate pair (W-11).</summary>
    public static bool HasForbidden(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uFFFF'))
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var width) != System.Buffers.OperationStatus.Done || IsForbidden(rune))
            {
                return true;
            }

            text = text[width..];
        }

        return false;
    }

    /// <summary>The text without the characters that no text may hold.</summary>
    public static string WithoutForbidden(string text)
    {
        if (!HasForbidden(text))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var width) == System.Buffers.OperationStatus.Done && !IsForbidden(rune))
            {
                kept.Append(rest[..width]);
            }

            rest = rest[width..];
        }

        return kept.ToString();
    }

    /// <summary>Whether a text is a piece of an e-mail address or number rather than of a name: it has an at sign, or digits and what parts them alone.</summary>
    public static bool IsPartOfAddress(string? text) =>
        text is not null && (text.Contains('@', StringComparison.Ordinal)
            || (text.Count(char.IsAsciiDigit) >= 3 && text.All(each => char.IsAsciiDigit(each) || " +-./()".Contains(each, StringComparison.Ordinal))));

    /// <summary>Format characters, soft hyphens, byte order marks, spaces that do not part words, fillers and variation selectors (W-6).</summary>
    private static string WithoutInvisible(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0xA0 or 0x2007 or 0x202F or 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or (>= 0xFE00 and <= 0xFE0F) or (>= 0x180B and <= 0x180E);

    private static bool IsForbidden(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static string Unwrapped(string text) => text is ['=', '"', .., '"'] && text.Length >= 4 ? text[2..^1].Trim() : text;
}
