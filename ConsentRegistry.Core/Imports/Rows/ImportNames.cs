namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>Names of persons as files write them.</summary>
internal static class ImportNames
{
    /// <summary>
    /// Given and family name; null where there is none. A full name fills what the other columns leave empty: with a comma it is
    /// "Family, Given", else its first word is the given name and the rest the family name.
    /// </summary>
    public static (string? Given, string? Family) Of(string given, string family, string full)
    {
        var (first, last, whole) = (Tidy(given), Tidy(family), Tidy(full));
        if (whole is null || (first is not null && last is not null))
        {
            return (first, last);
        }

        var (splitFirst, splitLast) = Split(whole);
        if (last is not null)
        {
            // Some tools write "Name" for the given name, beside "Last name"; then nothing of it is the family name.
            var isGivenOnly = !whole.Contains(last, StringComparison.OrdinalIgnoreCase);
            return (isGivenOnly ? whole : splitFirst, last);
        }

        return first is not null ? (first, splitLast) : (splitFirst, splitLast);
    }

    private static (string? Given, string? Family) Split(string whole)
    {
        var comma = whole.IndexOf(',', StringComparison.Ordinal);
        if (comma >= 0)
        {
            return (Tidy(whole[(comma + 1)..]), Tidy(whole[..comma]));
        }

        var space = whole.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (whole, null) : (whole[..space], whole[(space + 1)..]);
    }

    /// <summary>Every run of white space, also of non-breaking spaces, becomes one space.</summary>
    private static string? Tidy(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }
}
