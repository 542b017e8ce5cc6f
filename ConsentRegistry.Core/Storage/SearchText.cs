using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Core.Storage;

/// <summary>Folds names for finding: no letter case, no accents, single spaces, so that <c>lefebvre</c> finds Lefèbvre.</summary>
public static class SearchText
{
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return string.Empty;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var each in TypedText.WithoutForbidden(text).Normalize(NormalizationForm.FormKD))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(each))
            {
                case UnicodeCategory.NonSpacingMark:
                    break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.Control:
                    if (folded.Length > 0 && folded[^1] != ' ')
                    {
                        folded.Append(' ');
                    }

                    break;
                default:
                    folded.Append(char.ToLowerInvariant(each));
                    break;
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>What parts words, beside the space; the search of each engine parts what it indexes by the same.</summary>
    internal const string Separators = "-'’.,/|";

    /// <summary>The words of a folded or typed text, each once.</summary>
    internal static IReadOnlyList<string> WordsOf(string? text) =>
        [.. Fold(text).Split([' ', .. Separators], StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
