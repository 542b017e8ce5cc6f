namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Languages as files name them.</summary>
internal static class ImportLanguages
{
    private static readonly string[] Dutch = ["nl", "dut", "nld", "ned", "dutch", "flemish", "vlaams", "néerlandais", "neerlandais", "niederländisch"];
    private static readonly string[] French = ["fr", "fre", "fra", "french", "franç", "franc", "frans", "französisch"];
    private static readonly string[] English = ["en", "eng", "anglais", "angl", "gb", "uk", "us"];

    /// <summary>nl, fr or en; null for any other language and for none.</summary>
    public static string? Of(string? text)
    {
        var word = text?.Trim().ToLowerInvariant();
        return string.IsNullOrEmpty(word) ? null
            : Starts(word, Dutch) ? "nl"
            : Starts(word, French) ? "fr"
            : Starts(word, English) ? "en"
            : null;
    }

    // "Nederlands (moedertaal)", "nl-BE" and "FR/NL" name the first language first.
    private static bool Starts(string word, string[] names) => Array.Exists(
        names, name => word.StartsWith(name, StringComparison.Ordinal) && (name.Length > 2 || word.Length == 2 || !char.IsLetter(word[2])));
}
