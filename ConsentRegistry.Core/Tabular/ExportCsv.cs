using System.Globalization;
using System.Resources;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace ConsentRegistry.Core.Tabular;

/// <summary>How files for people are written so that Excel and LibreOffice open them as tables (INTERFACES 4): UTF-8 with its mark, cells that look like formulas neutralised.</summary>
internal static class ExportCsv
{
    /// <summary>The signs with which a formula begins, also in the widths in which East Asian keyboards write them: spreadsheets read those alike.</summary>
    private static readonly char[] FormulaSigns =
        ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20', '\uFE66', '\uFE62', '\uFE63', '\uFE6B'];

    private static readonly ResourceManager Words = new("ConsentRegistry.Core.Tabular.ExportColumns", typeof(ExportCsv).Assembly);

    /// <summary>Opens a file with its line of column names written; disposing it leaves <paramref name="target"/> open.</summary>
    /// <param name="names">The technical names of the columns.</param>
    public static async Task<CsvWriter> OpenAsync(Stream target, ExportFormat format, IEnumerable<string> names)
    {
        var csv = new CsvWriter(
            new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = ExportFormat.DelimiterFor(format.Language).ToString(),
                NewLine = "\r\n",
                InjectionOptions = InjectionOptions.Escape,
                InjectionCharacters = FormulaSigns,
            });
        foreach (var name in names)
        {
            csv.WriteField(format.Names == ExportNames.Display ? Words.GetString(name, format.Language) : name);
        }

        await csv.NextRecordAsync();
        return csv;
    }
}
