using System.Text;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Records;
using ConsentRegistry.Tests.Imports;
using CsCheck;

namespace ConsentRegistry.Tests.Tabular.Records;

public sealed class CsvRecordsTests
{
    [Theory]
    [InlineData("a;b\r\nc;d\ne;f\rg;h", "1:a|b 2:c|d 3:e|f 4:g|h")]
    [InlineData("\"a\r\nb\rc\nd\";e\nf;g", "1:a\r\nb\rc\nd|e 5:f|g")]
    [InlineData("a;\"b\nc;d\n", "1:UnbalancedQuote 2:c|d")]
    [InlineData("a;\"b\"x;c\nd;e", "1:UnbalancedQuote 2:d|e")]
    [InlineData("\"a\nb\";\"c\"x\nd;e", "1:UnbalancedQuote 2:UnbalancedQuote 3:d|e")]
    [InlineData("\"a\nb\";c\"x;\"\nd;e", "1:UnbalancedQuote 2:UnbalancedQuote 3:d|e")]
    [InlineData("\"a\nb;\"c\nd;e", "1:UnbalancedQuote 2:UnbalancedQuote 3:d|e")]
    [InlineData("\"a\nb\"c;d\ne;f", "1:UnbalancedQuote 2:b\"c|d 3:e|f")]
    [InlineData("a\"b\"c;d \"e\"\n", "1:a\"b\"c|d \"e\"")]
    [InlineData(" \"a\";b\n", "1: \"a\"|b")]
    [InlineData("\"a \"\"b\"\"\";\"\"\n", "1:a \"b\"|")]
    [InlineData("\"\"\"\";\"\"\"a\"\"\"", "1:\"|\"a\"")]
    [InlineData("a;\"b", "1:UnbalancedQuote")]
    [InlineData("a;\"", "1:UnbalancedQuote")]
    [InlineData("\"a\"", "1:a")]
    [InlineData("\n\r\n ; \n\"\";\" \"\nx;y\n\n", "5:x|y")]
    [InlineData("", "")]
    public void Lines_quotes_and_empty_lines(string text, string expected) => Assert.Equal(expected, Read(text, Encoding.UTF8, TextLayout.Utf8));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Utf_16_is_cut_at_its_own_units(bool bigEndian)
    {
        // U+220A and U+0D3B hold the bytes of a quote, a line feed, a carriage return and a semicolon.
        const string text = "\u220A;\"\u0D3B\nb\"\r\nc;\"d\ne;f";
        Assert.Equal("1:\u220A|\u0D3B\nb 3:UnbalancedQuote 4:e|f", Read(text, new UnicodeEncoding(bigEndian, false), bigEndian ? TextLayout.Utf16Be : TextLayout.Utf16Le));
    }

    [Fact]
    public void Any_text_is_cut_as_by_a_reader_that_looks_at_one_character_after_another() =>
        Gen.String[Gen.Char["\"\"\";;\n\r\nab é"], 0, 29].Sample(
            text => Assert.Equal(PlainReader.Read(text), Read(text, Encoding.UTF8, TextLayout.Utf8)), iter: 5_000);

    [Fact]
    public void The_raw_bytes_of_all_records_and_empty_lines_are_the_file()
    {
        var bytes = Encoding.UTF8.GetBytes("a;é\r\n\"x\ny\";b\rq;\"z\nlast");
        using var stream = new MemoryStream(bytes);
        using var records = new CsvRecords(stream, TextLayout.Utf8, ';', 0, 1);
        using var copy = new MemoryStream();
        while (records.MoveNext())
        {
            Assert.Equal(copy.Length, records.Offset);
            records.CopyRawTo(copy);
        }

        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public void A_record_larger_than_the_buffer_is_measured_and_what_follows_is_read()
    {
        var huge = new string('x', 20_000_000);
        var text = $"a;\"{huge}\nmore\";b\nc;d\n{huge};e\nf;\"{huge}\ng;h\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var records = new CsvRecords(stream, TextLayout.Utf8, ';', 0, 1);
        using var copy = new MemoryStream();
        var seen = new List<string>();
        while (records.MoveNext())
        {
            seen.Add($"{records.Line}:{records.Fault(2, 2)}");
            records.CopyRawTo(copy);
        }

        Assert.Equal(["1:FieldTooLong", "3:", "4:FieldTooLong", "5:UnbalancedQuote", "6:"], seen);
        Assert.Equal(stream.ToArray(), copy.ToArray());
    }

    [Fact]
    public void A_bad_quote_in_every_line_is_read_in_linear_time()
    {
        // Read naively, each of these lines looks on to the end of the file: 200,000 lines would be 20 thousand million steps.
        var text = string.Concat(Enumerable.Repeat("x\";\"y\n", 200_000));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var records = new CsvRecords(stream, TextLayout.Utf8, ';', 0, 1);
        var broken = 0;
        while (records.MoveNext())
        {
            broken += records.Fault(2, 2) == RejectionReason.UnbalancedQuote ? 1 : 0;
        }

        Assert.Equal(200_000, broken);
    }

    [Theory]
    [InlineData("a;b\u0000", RejectionReason.ControlCharacters)]
    [InlineData("a\u0007", RejectionReason.ControlCharacters)]
    [InlineData("a;b\u0085", RejectionReason.ControlCharacters)]
    [InlineData("a;\"b\t\r\n\"", null)]
    [InlineData("a", RejectionReason.TooFewFields)]
    [InlineData("a;b;", null)]
    [InlineData("a;b; ;\"\"", null)]
    [InlineData("a;b;;c", RejectionReason.TooManyFields)]
    public void A_record_has_the_first_fault_that_applies(string text, RejectionReason? fault)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var records = new CsvRecords(stream, TextLayout.Utf8, ';', 0, 1);
        Assert.True(records.MoveNext());
        Assert.Equal(fault, records.Fault(2, 2));
    }

    [Theory]
    [InlineData(2_000, null)]
    [InlineData(32_767, null)]
    [InlineData(32_768, RejectionReason.FieldTooLong)]
    [InlineData(40_000, RejectionReason.FieldTooLong)]
    public void A_field_has_at_most_32767_characters(int length, RejectionReason? fault)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"a;\"{new string('é', length)}\"\nb;c\n"));
        using var records = new CsvRecords(stream, TextLayout.Utf8, ';', 0, 1);
        Assert.True(records.MoveNext());
        Assert.Equal(fault, records.Fault(2, 2));
        Assert.True(records.MoveNext());
        Assert.Equal("c", records[1]);
    }

    private static string Read(string text, Encoding encoding, TextLayout layout)
    {
        using var stream = new MemoryStream(encoding.GetBytes(text));
        using var records = new CsvRecords(stream, layout, ';', 0, 1);
        var seen = new List<string>();
        while (records.MoveNext())
        {
            seen.Add($"{records.Line}:{(records.IsReadable ? string.Join('|', records.Fields()) : records.Fault(0, 0))}");
        }

        return string.Join(' ', seen);
    }
}
