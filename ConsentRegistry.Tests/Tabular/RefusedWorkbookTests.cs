using System.Globalization;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;

namespace ConsentRegistry.Tests.Tabular;

/// <summary>Workbooks that are not read: locked, broken, empty, or made to break who reads them.</summary>
public sealed class RefusedWorkbookTests : TableScene
{
    private const string SheetStart = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private const string SheetEnd = "</sheetData></worksheet>";
    private const long Megabyte = 1 << 20;

    private static readonly string LongRow = $"<row><c t=\"inlineStr\"><is><t>{new string('a', 2_000_000)}</t></is></c></row>\n";

    public static TheoryData<string> DamagedParts => new()
    {
        "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"><c><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"0\"><c><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1048577\"><c><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c r=\"1\"><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c><v>1</v></row>",
        "<!DOCTYPE worksheet [<!ENTITY a \"ha\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>",
        "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\"><worksheet><sheetData/></worksheet>",
    };

    [Theory]
    [MemberData(nameof(DamagedParts))]
    public void A_damaged_sheet_is_refused(string part) =>
        Assert.Equal(Refusal.WorkbookDamaged, RefusalOf(new WorkbookFile().Sheet("x", ["a"]).Part("xl/worksheets/sheet1.xml", part).Bytes()));

    [Fact]
    public void A_sheet_without_its_part_is_refused() =>
        Assert.Equal(Refusal.WorkbookDamaged, RefusalOf(new WorkbookFile().Sheet("x", ["a"]).Part("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"s0\" Type=\"/worksheet\" Target=\"none.xml\"/></Relationships>").Bytes()));

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(700)]
    public void Half_a_file_is_refused(int length)
    {
        Assert.Equal(Refusal.WorkbookDamaged, RefusalOf(WorkbookFile.Of(["Naam"], ["An"])[..length]));
        Assert.Equal(Refusal.WorkbookDamaged, RefusalOf(Sample("kandidaten.xls")[..length]));
    }

    [Fact]
    public void Whatever_byte_is_wrong_the_file_is_read_or_refused()
    {
        foreach (var name in new[] { "kandidaten.xls", "kandidaten.xlsx" })
        {
            var whole = Sample(name);
            var random = new Random(19);
            for (var i = 0; i < 300; i++)
            {
                var file = (byte[])whole.Clone();
                file[random.Next(8, file.Length)] = (byte)random.Next(256);
                Assert.Contains(RefusalOf(file), new Refusal?[] { null, Refusal.WorkbookDamaged, Refusal.WorkbookEmpty, Refusal.WorkbookTooLarge, Refusal.WorkbookProtected });
            }
        }
    }

    [Fact]
    public void A_password_is_told_from_damage()
    {
        Assert.Equal(Refusal.WorkbookProtected, RefusalOf(Sample("met-wachtwoord.xls")));
        Assert.Equal(Refusal.WorkbookProtected, RefusalOf(CompoundByHand.With("EncryptedPackage", "EncryptionInfo")));
    }

    [Fact]
    public void What_is_no_workbook_is_none()
    {
        using var letter = new MemoryStream(new WorkbookFile().Part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>").Part("word/document.xml", "<document/>").Bytes());
        using var message = new MemoryStream(CompoundByHand.With("WordDocument"));
        using var binary = new MemoryStream(new WorkbookFile().Part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>").Part("xl/workbook.bin", "?").Bytes());

        foreach (var file in new[] { letter, message, binary })
        {
            using var text = Registry.Get<OpenTable>().Execute(file).Value!;
            Assert.Null(text.Sheet);
        }
    }

    [Fact]
    public void A_workbook_with_nothing_in_it_is_refused()
    {
        Assert.Equal(Refusal.WorkbookEmpty, RefusalOf(new WorkbookFile().Sheet("x").Sheet("y", "<row r=\"7\"><c r=\"C7\" s=\"1\"/></row>").Bytes()));
        Assert.Equal(Refusal.WorkbookEmpty, RefusalOf(new WorkbookFile().Bytes()));
    }

    [Fact]
    public void A_sheet_that_is_packed_out_of_all_proportion_is_refused_long_before_it_is_unpacked()
    {
        var bomb = Bomb(LongRow, 1_000);

        Assert.InRange(bomb.Length, 0, 4 * Megabyte);
        AssertCheap(bomb, new WorkbookBounds());
    }

    [Fact]
    public void Shared_strings_of_gigabytes_are_refused_before_they_are_kept()
    {
        var strings = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<si><t>{i * 7_919 % 100_003:X}{i * 104_729 % 99_991:X}</t></si>"));
        var bomb = new PackedByHand().Add(Around("<row><c t=\"s\"><v>0</v></c></row>")).Add("xl/sharedStrings.xml", "<sst>", strings, 20_000, "</sst>").Bytes();

        Assert.InRange((long)strings.Length * 20_000, 2_000 * Megabyte, 3_000 * Megabyte);
        AssertCheap(bomb, new WorkbookBounds { Kept = 8 * Megabyte });
    }

    [Fact]
    public void A_length_that_is_a_lie_helps_nobody()
    {
        AssertCheap(Bomb(LongRow, 1_000, uint.MaxValue - 1), new WorkbookBounds());
        AssertCheap(Bomb(LongRow, 1_000, uint.MaxValue - 1), new WorkbookBounds { Ratio = int.MaxValue, Unpacked = 20 * Megabyte });
        Assert.Contains(RefusalOf(Bomb(LongRow, 1_000, 1_000)), new Refusal?[] { Refusal.WorkbookDamaged, Refusal.WorkbookTooLarge });
    }

    [Fact]
    public void A_million_empty_cells_are_nothing()
    {
        var cells = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"<c s=\"{i % 6}\"/>"));
        var file = new WorkbookFile().Sheet("x", string.Concat(Enumerable.Repeat($"<row>{cells}</row>", 1_000)) + WorkbookFile.Row(1_001, "", "einde")).Bytes();

        var (lines, _) = Read(file);

        Assert.Equal((1_001, "einde"), (lines.Length, lines[^1]));
        Assert.Equal(Refusal.WorkbookTooLarge, RefusalOf(file, new WorkbookBounds { Cells = 999_999 }));
    }

    [Fact]
    public void A_string_that_a_million_cells_refer_to_does_not_fill_the_disk()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c t=\"s\"><v>0</v></c></row>", 2_000));
        var file = new WorkbookFile().Sheet("x", rows).Strings($"<t>{new string('a', 30_000)}</t>").Bytes();

        Assert.Equal(Refusal.WorkbookTooLarge, RefusalOf(file, new WorkbookBounds { Text = Megabyte }));
        Assert.Equal(2_000, Read(file).Lines.Length);
    }

    [Fact]
    public void One_cell_far_to_the_right_does_not_fill_the_disk()
    {
        var file = new WorkbookFile().Sheet("x", string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 2_000)) + "<row><c r=\"XFD2001\"><v>1</v></c></row>").Bytes();

        Assert.Equal(Refusal.WorkbookTooLarge, RefusalOf(file, new WorkbookBounds { Text = 10 * Megabyte }));
        Assert.Equal(16_384, Read(file).Lines[0].Length);
    }

    [Theory]
    [InlineData("<row><c t=\"inlineStr\"><is><t>", "aaaaaaaa", "</t></is></c></row>")]
    [InlineData("<row><c r=\"", "AAAAAAAA", "\"/></row>")]
    [InlineData("<row><c t=\"str\"><v><![CDATA[", "<a><b> ", "]]></v></c></row>")]
    [InlineData("", "<deep>", "")]
    public void One_piece_of_any_kind_that_goes_on_and_on_is_refused(string start, string middle, string end)
    {
        var bomb = new PackedByHand().Add(Around()).Add("xl/bomb.xml", SheetStart + start, string.Concat(Enumerable.Repeat(middle, 8_192)), 1_500, end + SheetEnd).Bytes();

        AssertCheap(bomb, new WorkbookBounds { Ratio = int.MaxValue });
    }

    [Fact]
    public void Names_without_end_are_refused()
    {
        var names = string.Concat(Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<n{i}/>")));
        Assert.Equal(Refusal.WorkbookTooLarge, RefusalOf(new WorkbookFile().Sheet("x", names).Bytes()));
    }

    [Fact]
    public void A_file_of_nothing_but_parts_is_refused()
    {
        var packed = new PackedByHand();
        for (var i = 0; i < 30_000; i++)
        {
            packed.Add($"{new string('n', 200)}{i}", "");
        }

        Assert.Equal(Refusal.WorkbookTooLarge, RefusalOf(packed.Bytes()));
    }

    [Fact]
    public void Parts_that_are_small_each_and_large_together_are_refused()
    {
        var file = new WorkbookFile().Sheet("a").Sheet("b").Sheet("c", ["x"]).Part("xl/worksheets/sheet1.xml", $"<worksheet>{new string(' ', 60_000)}</worksheet>")
            .Part("xl/worksheets/sheet2.xml", $"<worksheet>{new string(' ', 60_000)}</worksheet>").Bytes();

        Assert.Equal(Refusal.WorkbookTooLarge, RefusalOf(file, new WorkbookBounds { Unpacked = 100_000 }));
        Assert.Equal(["x"], Read(file).Lines);
    }

    [Fact]
    public void A_chain_that_runs_in_a_circle_ends() => Assert.Equal(Refusal.WorkbookDamaged, RefusalOf(CompoundByHand.InACircle()));

    /// <summary>A workbook with one sheet that has the same row again and again.</summary>
    private static byte[] Bomb(string row, int times, long? said = null) =>
        new PackedByHand().Add(Around()).Add("xl/bomb.xml", SheetStart, row, times, SheetEnd, said).Bytes();

    /// <summary>The parts of a workbook beside the bomb.</summary>
    /// <param name="rows">Null where the sheet itself is the bomb.</param>
    private static WorkbookFile Around(string? rows = null)
    {
        var file = new WorkbookFile().Sheet("x", rows ?? "");
        return rows is not null ? file : file.Part("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"s0\" Type=\"/worksheet\" Target=\"bomb.xml\"/></Relationships>");
    }

    /// <summary>Refused, and what was read until then took little memory, even if none of it had been given back.</summary>
    private void AssertCheap(byte[] file, WorkbookBounds bounds)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Refusal.WorkbookTooLarge, RefusalOf(file, bounds));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * Megabyte);
    }
}
