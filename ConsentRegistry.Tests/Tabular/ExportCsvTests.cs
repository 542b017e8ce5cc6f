using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Tests.Tabular;

public sealed class ExportCsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20SUM(A1)")]
    [InlineData("\uFE661")]
    [InlineData("\uFE621")]
    [InlineData("\uFE631")]
    [InlineData("\uFE6Bx")]
    public async Task A_cell_that_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(string cell) => Assert.Equal($"'{cell}", (await WrittenAsync(cell)).Trim('"'));

    [Theory]
    [InlineData("An")]
    [InlineData("a=b")]
    [InlineData("\u00C9lodie")]
    public async Task Any_other_stays_as_it_is(string cell) => Assert.Equal(cell, await WrittenAsync(cell));

    private static async Task<string> WrittenAsync(string cell)
    {
        using var file = new MemoryStream();
        await using (var csv = await ExportCsv.OpenAsync(file, new ExportFormat(CultureInfo.GetCultureInfo("en-GB"), ExportNames.Technical), ["name"]))
        {
            csv.WriteField(cell);
            await csv.NextRecordAsync();
        }

        return Encoding.UTF8.GetString(file.ToArray())["\uFEFFname\r\n".Length..][..^2].TrimStart('\uFEFF');
    }
}
