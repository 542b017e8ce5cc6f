using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>
/// A column name without its spelling: no accents, no letter case, no punctuation, words apart. "E-MAIL ADRES", "E_Mail-Adres" and
/// "eMailAdres" are the same words.
/// </summary>
internal sealed class HeaderWords
{
    private HeaderWords(string[] tokens)
    {
        Tokens = tokens;
        Compact = string.Concat(tokens);
    }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The words without anything between them; the key of the vocabulary.</summary>
    public string Compact { get; }

    public static HeaderWords Of(string header)
    {
        var text = new StringBuilder(header.Length + 8);
        var previous = ' ';
        foreach (var c in Decomposed(header))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (char.IsUpper(c) && (char.IsLower(previous) || char.IsDigit(previous)))
            {
                text.Append(' ');
            }

            text.Append(char.IsLetterOrDigit(c) ? Folded(c) : " ");
            previous = c;
        }

        return new HeaderWords(text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The same header without some of its words.</summary>
    public HeaderWords Without(IReadOnlySet<string> words) => Where(token => !words.Contains(token));

    /// <summary>The same header with those of its words only that fit.</summary>
    public HeaderWords Where(Func<string, bool> fits) => new([.. Tokens.Where(fits)]);

    /// <summary>The words at some places, from 0.</summary>
    public HeaderWords At(params int[] places) => new([.. places.Select(place => Tokens[place])]);

    /// <summary>A text without letter case and accents, its other characters as they are; for a first look whether it can hold a word.</summary>
    public static string Folded(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in Decomposed(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Folded(c));
            }
        }

        return folded.ToString();
    }

    public bool HasAny(IReadOnlySet<string> words) => Tokens.Any(words.Contains);

    public bool ContainsAny(string[] stems) => stems.Any(s => Compact.Contains(s, StringComparison.Ordinal));

    private static string Decomposed(string header)
    {
        try
        {
            return header.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // A character that no text may hold: what stands around it is read all the same.
            return TypedText.WithoutForbidden(header).Normalize(NormalizationForm.FormKD);
        }
    }

    private static string Folded(char c) => c switch
    {
        'œ' or 'Œ' => "oe",
        'æ' or 'Æ' => "ae",
        'ß' or 'ẞ' => "ss",
        'ø' or 'Ø' => "o",
        'ı' => "i",
        _ => char.ToLowerInvariant(c).ToString(),
    };
}
