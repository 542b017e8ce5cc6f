using System.Text;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Tests.Imports.Files;

public sealed class ImportFileTests
{
    [Theory]
    [InlineData("", FileError.Empty)]
    [InlineData("\uFEFF", FileError.Empty)]
    [InlineData("\uFEFF \r\n\t\n", FileError.Empty)]
    [InlineData("PK\u0003\u0004rest", FileError.NotCsv)]
    [InlineData("%PDF-1.7", FileError.NotCsv)]
    [InlineData("\u0000\u0001\u0002\u0003\u0004binary", FileError.NotCsv)]
    [InlineData("\n <!DOCTYPE html><p>Email,Name", FileError.NotCsv)]
    [InlineData("<table><tr><td>Email", FileError.NotCsv)]
    [InlineData("Email,Name", FileError.HeaderOnly)]
    [InlineData("Email,Name\r\n\r\n,\r\n", FileError.HeaderOnly)]
    [InlineData("sep=;\r\nEmail;Name\r\n", FileError.HeaderOnly)]
    [InlineData("Name,City\nAn,Gent\n", FileError.NoContactColumn)]
    [InlineData("Email,Name\nan@a.example,An\n", null)]
    [InlineData("Email\nan@a.example\n", null)]
    public void A_file_is_refused_as_a_whole_for_one_reason(string text, FileError? error) => Assert.Equal(error, ReadFile.From(text).File.Error);

    [Fact]
    public void Utf_16_html_is_no_list() =>
        Assert.Equal(FileError.NotCsv, ReadFile.From([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<html><body>Email,Name</body></html>")]).File.Error);

    [Theory]
    [InlineData("sep=;\nE-mail;Naam\nan@a.example;An\n", ';', 2)]
    [InlineData("\"sep=|\"\nE-mail|Naam\nan@a.example|An\n", '|', 2)]
    [InlineData("Lijst van 12/03/2026, vertrouwelijk, niet doorgeven\n\nE-mail;Naam\nan@a.example;An\n", ';', 3)]
    [InlineData("Notes:\n\"Over e-mail, telefoon\nen naam\"\nE-mail\tNaam\nan@a.example\tAn\n", '\t', 4)]
    [InlineData("E-mail;Opmerking, e-mail\nan@a.example;a,b,c\n", ';', 1)]
    [InlineData("Email\nan@a.example\n", ',', 1)]
    public void Delimiter_and_header_are_found_together(string text, char delimiter, long line)
    {
        var read = ReadFile.From(text);
        Assert.Equal(delimiter, read.File.Delimiter);
        Assert.Equal(line, read.File.HeaderLineNumber);
        Assert.Equal("an@a.example", Assert.Single(read.Rows).Email?.Exact);
    }

    [Theory]
    [InlineData("utf-8", "utf-8", "E-mail;Naam\nan@a.example;Zoë\n", false)]
    [InlineData("utf-8", "utf-8-bom", "E-mail;Naam\nan@a.example;Zoë\n", true)]
    [InlineData("utf-8", "utf-8", "E-mail;Naam\nan@a.example;An\n", false)]
    [InlineData("utf-16", "utf-16le-bom", "E-mail;Naam\nan@a.example;Zoë\n", true)]
    [InlineData("utf-16BE", "utf-16be-bom", "E-mail;Naam\nan@a.example;Zoë\n", true)]
    [InlineData("utf-16", "utf-16le", "E-mail;Naam\nan@a.example;Zoë\n", false)]
    [InlineData("utf-16BE", "utf-16be", "E-mail;Naam\nan@a.example;Zoë\n", false)]
    [InlineData("windows-1252", "windows-1252", "E-mail;Naam\nan@a.example;Zoë\n", false)]
    [InlineData("windows-1252", "windows-1252", "E-mail;Naam\nan@a.example;Zoë “€”\n", false)]
    [InlineData("windows-1252", "windows-1252", "E-mail;Naam\nan@a.example;Zoë D´Hondt\n", false)]
    [InlineData("iso-8859-15", "iso-8859-15", "E-mail;Naam\nan@a.example;Zoë Lecœur\n", false)]
    [InlineData("iso-8859-15", "iso-8859-15", "E-mail;Naam\nan@a.example;Tarief 50 €\n", false)]
    public void The_encoding_is_told_and_the_text_survives(string encoding, string name, string text, bool withMark)
    {
        var writer = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var read = ReadFile.From([.. withMark ? writer.GetPreamble() : [], .. writer.GetBytes(text)]);
        Assert.Equal(name, read.File.Layout?.Name);
        var row = Assert.Single(read.Rows);
        Assert.Equal(text.Split('\n')[1].Split(';')[1], string.Join(' ', new[] { row.GivenName, row.FamilyName }.OfType<string>()));
    }

    [Fact]
    public void One_damaged_row_does_not_make_a_utf_8_file_something_else()
    {
        var text = "E-mail;Naam\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"an{i}@a.example;Zoë\n"));
        var read = ReadFile.From([.. Encoding.UTF8.GetBytes(text), .. "x@a.example;An"u8, 0xEB, (byte)'\n']);
        Assert.Equal("utf-8", read.File.Layout?.Name);
        Assert.Equal(41, read.Rows.Count);
    }

    [Fact]
    public void A_spare_delimiter_behind_header_or_rows_is_harmless()
    {
        Assert.Empty(ReadFile.From("E-mail;Naam;\nan@a.example;An\njan@a.example;Jan;\n").Rejected);
        Assert.Empty(ReadFile.From("E-mail;Naam\nan@a.example;An;\njan@a.example;Jan;;\n").Rejected);
    }

    [Fact]
    public void Head_and_records_together_are_the_file()
    {
        foreach (var name in SampleFiles.Names)
        {
            using var stream = SampleFiles.Open(name);
            var file = ImportFile.Open(stream);
            using var records = file.OpenRecords();
            var end = file.HeadLength;
            while (records?.MoveNext() == true)
            {
                Assert.True(records.Offset >= end);
                end = records.Offset + records.Length;
            }

            Assert.True(end <= stream.Length);
            using var head = new MemoryStream();
            file.CopyHeadTo(head);
            Assert.Equal(file.HeadLength, head.Length);
        }
    }
}
