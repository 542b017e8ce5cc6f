using System.Text;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;

namespace ConsentRegistry.Tests.Tabular;

public sealed class OpenTableTests : TableScene
{
    private static readonly DateOnly Day = new(2026, 3, 5);

    [Fact]
    public void Cells_become_the_text_that_was_typed()
    {
        var (lines, sheet) = Read(WorkbookFile.Of(["Naam", "Gsm", "Op", "Mag", "Score"], ["Zoë; \"An\"", 475000501, Day, true, 0.1], ["Bo", "0475000502", null, false, -2.5]));

        Assert.Equal(["Naam;Gsm;Op;Mag;Score", "\"Zoë; \"\"An\"\"\";475000501;2026-03-05;TRUE;0.1", "Bo;0475000502;;FALSE;-2.5"], lines);
        Assert.Equal(("xlsx", "Blad1", 0, 0), (sheet.Kind, sheet.Name, sheet.HiddenRows, sheet.HiddenColumns));
    }

    [Fact]
    public void A_line_of_the_text_is_a_row_of_the_sheet()
    {
        var (lines, _) = Read(new WorkbookFile().Sheet("Blad1", WorkbookFile.Row(2, "", "a", "b\r\nc\nd") + "<row r=\"3\"/>" + WorkbookFile.Row(5, "", "e", null, "  ", "f") + "<row r=\"9\"><c r=\"A9\" s=\"1\"/></row>").Bytes());

        Assert.Equal(["", "a;b\u2028c\u2028d;;", "", "", "e;;;f"], lines);
    }

    [Fact]
    public void Dates_times_and_formats_that_only_look_like_them()
    {
        var cells = new[] { "<c s=\"1\"><v>46086</v></c>", "<c s=\"2\"><v>46087.6041666667</v></c>", "<c s=\"3\"><v>0.25</v></c>", "<c s=\"4\"><v>1.5</v></c>", "<c s=\"5\"><v>7</v></c>", "<c t=\"d\"><v>2026-03-08T10:00:00</v></c>", "<c s=\"99\"><v>8</v></c>" };

        Assert.Equal(["2026-03-05;2026-03-06T14:30:00;06:00:00;36:00:00;7;2026-03-08T10:00:00;8"], Read(new WorkbookFile().Sheet("x", WorkbookFile.Row(1, "", cells)).Bytes()).Lines);
        Assert.Equal(["2026-03-05"], Read(new WorkbookFile { Is1904 = true }.Sheet("x", WorkbookFile.Row(1, "", "<c s=\"1\"><v>44624</v></c>")).Bytes()).Lines);
    }

    [Fact]
    public void Shared_strings_and_strings_in_their_cells_are_the_same()
    {
        var file = new WorkbookFile()
            .Sheet("x", WorkbookFile.Row(1, "", "<c t=\"s\"><v>1</v></c>", "<c t=\"s\"><v> 0 </v></c>", "<c t=\"inlineStr\"><is><r><t>ge</t></r><r><rPr/><t>mengd</t></r></is></c>", "<c t=\"str\"><f>A1</f><v>tekst_x000A_twee</v></c>"))
            .Strings("<t>een</t>", "<r><t>in </t></r><r><t>stukken</t></r><rPh><t>uitspraak</t></rPh>");

        Assert.Equal(["in stukken;een;gemengd;tekst\u2028twee"], Read(file.Bytes()).Lines);
    }

    [Fact]
    public void A_formula_says_what_it_said_last_and_an_error_is_no_empty_cell()
    {
        var cells = new[] { "<c><f>1+1</f><v>2</v></c>", "<c t=\"str\"><f>\"\"</f><v></v></c>", "<c t=\"e\"><f>NA()</f><v>#N/A</v></c>", "<c t=\"b\"><f>TRUE()</f><v>1</v></c>", "<c><f>ZOEK(A1)</f></c>" };

        Assert.Equal(["2;;#N/A;TRUE;#CALC!"], Read(new WorkbookFile().Sheet("x", WorkbookFile.Row(1, "", cells)).Bytes()).Lines);
    }

    [Fact]
    public void What_is_hidden_is_read_and_told()
    {
        var rows = WorkbookFile.Row(1, "", "a", "b", "c") + WorkbookFile.Row(2, "hidden=\"1\"", "d") + WorkbookFile.Row(3, "hidden=\"true\"", "e") + "<row r=\"4\" hidden=\"1\"/>" + WorkbookFile.Row(5, "ht=\"0\"", "f");

        var (lines, sheet) = Read(new WorkbookFile().Sheet("x", rows, before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"4\" max=\"9\" hidden=\"1\"/></cols>").Bytes());

        Assert.Equal(["a;b;c", "d;;", "e;;", "", "f;;"], lines);
        Assert.Equal((3, 1), (sheet.HiddenRows, sheet.HiddenColumns));
    }

    [Fact]
    public void The_first_sheet_with_a_value_that_is_shown_is_read_or_the_one_that_is_named()
    {
        var file = new WorkbookFile().Sheet("Leeg", "<row r=\"1\"><c r=\"A1\"><v> </v></c></row>").Sheet("Keuzes", WorkbookFile.Row(1, "", "Ja"), state: "hidden")
            .Sheet("Mensen", ["Naam"], ["An"]).Sheet("Uit & weg", ["E-mail"]).Bytes();

        var (lines, sheet) = Read(file);
        Assert.Equal(["Naam", "An"], lines);
        Assert.Equal(("Mensen", "Keuzes, Mensen, Uit & weg", "Keuzes, Uit & weg"), (sheet.Name, string.Join(", ", sheet.Sheets.Select(each => each.Name)), string.Join(", ", sheet.NotRead)));
        Assert.Equal([true, false, false], sheet.Sheets.Select(each => each.IsHidden));
        Assert.Equal(["E-mail"], Read(file, "uit & WEG").Lines);
        Assert.Equal(["Ja"], Read(file, "Keuzes").Lines);
        Assert.Empty(Read(file, "Leeg").Lines);
        Assert.Equal(Refusal.SheetNotFound, RefusalOf(file, sheet: "Blad9"));
    }

    [Fact]
    public void A_workbook_with_hidden_sheets_alone_is_read_all_the_same() =>
        Assert.Equal(["Naam"], Read(new WorkbookFile().Sheet("x", WorkbookFile.Row(1, "", "Naam"), state: "veryHidden").Bytes()).Lines);

    [Fact]
    public void Both_forms_of_the_standard_and_parts_of_other_names_are_read()
    {
        var strict = new WorkbookFile { Namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main" }.Sheet("x", ["Naam"], [12]).Bytes();
        var elsewhere = new WorkbookFile().Sheet("x", WorkbookFile.Row(1, "", "<c t=\"s\"><v>0</v></c>"))
            .Part("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s0" Type="x/worksheet" Target="../data/one.xml"/><Relationship Id="b" Type="x/sharedStrings" Target="words.xml"/></Relationships>
                """)
            .Part("data/one.xml", "<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>")
            .Part("xl/words.xml", "<sst><si><t>woord</t></si></sst>").Bytes();

        Assert.Equal(["Naam", "12"], Read(strict).Lines);
        Assert.Equal(["woord;2"], Read(elsewhere).Lines);
    }

    [Fact]
    public void The_old_format_says_the_same_as_the_new_one()
    {
        string[] lines =
        [
            "Export van 16 maart 2026;;;;;;", "", "Voornaam;Naam;E-mail;Gsm;Sollicitatiedatum;Uitgeschreven;Score",
            "An;Peeters;an@voorbeeld.example;475000501;2026-03-05;FALSE;0.1",
            "Bo;Maes;bo@voorbeeld.example;0475 00 05 02;2026-03-06T14:30:00;TRUE;1000000000000000",
            "Zoë;Lecœur;zoe@voorbeeld.example;475000503;2026-03-07;#N/A;-2.5",
            "Cas;;cas@voorbeeld.example\u2028cas2@voorbeeld.example;;;;#DIV/0!",
        ];
        foreach (var kind in new[] { "xls", "xlsx" })
        {
            var (read, sheet) = Read(Sample($"kandidaten.{kind}"));
            Assert.Equal(lines, read);
            Assert.Equal((kind, "Kandidaten", 1, 1), (sheet.Kind, sheet.Name, sheet.HiddenRows, sheet.HiddenColumns));
            Assert.Equal([new SheetName("Kandidaten", false), new SheetName("Keuzes", true)], sheet.Sheets);
        }

        Assert.Equal(["Ja"], Read(Sample("kandidaten.xls"), "Keuzes").Lines);
    }

    [Theory]
    [InlineData("E-mail;Naam\nan@a.example;An\n")]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("PK\u0003\u0004 and something else")]
    public void A_file_that_is_no_workbook_is_left_as_it_is(string content)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(content));

        using var text = Registry.Get<OpenTable>().Execute(file).Value!;

        Assert.Same(file, text.Stream);
        Assert.Null(text.Sheet);
        Assert.Equal(Refusal.SheetNotFound, Registry.Get<OpenTable>().Execute(file, "Blad1").Refusal);
    }

    [Fact]
    public void A_character_that_no_text_may_hold_is_told_of_later_and_stops_nothing()
    {
        var file = new WorkbookFile().Sheet("a&#27;[31mb", WorkbookFile.Row(1, "", "<c t=\"str\"><v>x_xD83D_y</v></c>", "<c t=\"str\"><v>a&#0;b_x0007_</v></c>", "<c t=\"str\"><v>_x005F_x0041_</v></c>")).Bytes();

        var (lines, sheet) = Read(file);

        Assert.Equal(["x\uFFFFy;a\0b\a;_x0041_"], lines);
        Assert.DoesNotContain('\u001b', sheet.Name);
    }

    [Fact]
    public void The_text_is_the_same_each_time()
    {
        var file = Sample("kandidaten.xlsx");
        Assert.Equal(Read(file).Lines, Read(file).Lines);
    }

    [Fact]
    public void In_a_text_that_is_handed_out_nothing_becomes_a_formula()
    {
        using var file = new MemoryStream(WorkbookFile.Of(["=HYPERLINK(\"x\")", "@SUM(1)", "+32 475 00 05 01", "-2", "+cmd", "an@a.example"]));

        using var text = Registry.Get<OpenTable>().ExecuteForReaders(file, null, ',').Value!;

        using var reader = new StreamReader(text.Stream);
        Assert.Equal("\"'=HYPERLINK(\"\"x\"\")\",'@SUM(1),+32 475 00 05 01,-2,'+cmd,an@a.example\r\n", reader.ReadToEnd());
    }
}
