using System.Globalization;

namespace ConsentRegistry.Core.Tabular;

/// <summary>What the columns of a file for people are called (INTERFACES 4).</summary>
public enum ExportNames
{
    /// <summary>Stable names, for programs.</summary>
    Technical = 1,

    /// <summary>Words of the reader's language.</summary>
    Display = 2,
}

/// <summary>For whom a file is written.</summary>
/// <param name="Language">The reader's: it decides what parts the fields, and the sentences in them.</param>
public sealed record ExportFormat(CultureInfo Language, ExportNames Names)
{
    /// <summary>For a program, or for nobody in particular.</summary>
    public static ExportFormat Plain { get; } = new(CultureInfo.InvariantCulture, ExportNames.Technical);

    /// <summary>What parts the fields: spreadsheets in Dutch and French expect a semicolon, those in other languages a comma.</summary>
    public static char DelimiterFor(CultureInfo language) => language.TwoLetterISOLanguageName is "nl" or "fr" ? ';' : ',';
}
