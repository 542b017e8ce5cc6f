using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>A person's name for comparing: hashes, so that those of a million rows need not be kept; 0 for a part that is not known.</summary>
internal readonly record struct PersonName(int Given, int Family)
{
    /// <summary>Letter case, accents, spaces and punctuation do not count.</summary>
    public static PersonName Of(string? given, string? family) => new(HashOf(given), HashOf(family));

    /// <summary>Whether this is another name: a part that both know differs. Given and family name in the other order are the same name.</summary>
    public bool DiffersFrom(PersonName other)
    {
        var swapped = Given != 0 && Family != 0 && Given == other.Family && Family == other.Given;
        return !swapped && (Differ(Given, other.Given) || Differ(Family, other.Family));
    }

    private static bool Differ(int one, int other) => one != 0 && other != 0 && one != other;

    private static int HashOf(string? name)
    {
        var (hash, any) = (2166136261, false);
        foreach (var rune in TypedText.WithoutForbidden(name ?? "").EnumerateRunes())
        {
            foreach (var c in rune.IsAscii ? rune.ToString() : rune.ToString().Normalize(NormalizationForm.FormKD))
            {
                if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                {
                    hash = unchecked((hash ^ char.ToLowerInvariant(c)) * 16777619);
                    any = true;
                }
            }
        }

        return !any ? 0 : hash == 0 ? 1 : unchecked((int)hash);
    }
}
