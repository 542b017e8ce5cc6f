using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace ConsentRegistry.Core;

/// <summary>How files for people are written so that Excel and LibreOffice open them as tables (INTERFACES 4): UTF-8 with its mark, cells that look like formulas neutralised.</summary>
internal static class ExportCsv
{
    /// <summary>Spreadsheets in Dutch and French expect a semicolon, those in other languages a comma.</summary>
    public static char DelimiterFor(CultureInfo language) => language.TwoLetterISOLanguageName is "nl" or "fr" ? ';' : ',';

    /// <summary>Opens a file with its line of column names written; disposing it leaves <paramref name="target"/> open.</summary>
    public static async Task<CsvWriter> OpenAsync(Stream target, CultureInfo language, IEnumerable<string> names)
    {
        var csv = new CsvWriter(
            new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = DelimiterFor(language).ToString(),
                NewLine = "\r\n",
                InjectionOptions = InjectionOptions.Escape,
            });
        foreach (var name in names)
        {
            csv.WriteField(name);
        }

        await csv.NextRecordAsync();
        return csv;
    }
}
