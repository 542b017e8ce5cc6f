using System.Globalization;
using System.Text;

namespace ConsentRegistry.Core.Imports;

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
    public HeaderWords Without(IReadOnlySet<string> words) => new([.. Tokens.Where(t => !words.Contains(t))]);

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
            // A lone surrogate: the header is garbage, and no word of it can be known.
            return "";
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
