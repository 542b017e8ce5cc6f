using System.Text.Json;
using ConsentRegistry.Tests.Tabular;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>The verbs that read lists, given a workbook.</summary>
public sealed class WorkbookVerbsTests : FileVerbScene
{
    private const string Mark = "\uFEFF";

    public WorkbookVerbsTests()
    {
        Write("list.xlsx", new WorkbookFile()
            .Sheet("Mensen", WorkbookFile.Row(1, "", "Naam", "E-mail", "Gsm") + WorkbookFile.Row(2, "hidden=\"1\"", "An; \"A\"", "an@voorbeeld.example", 475123401) + WorkbookFile.Row(4, "", "Jan", "jan@voorbeeld.example")
                + WorkbookFile.Row(5, "", "Niemand", "niets"), before: "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>")
            .Sheet("Uit", ["jan@voorbeeld.example"], ["lies@voorbeeld.example"]).Sheet("Leeg"));
    }

    [Fact]
    public async Task An_import_says_what_it_read_and_what_not()
    {
        Assert.Equal(
            "3 rows, nothing stored: 2 created, 0 updated, 0 unchanged, 0 duplicates in the file, 0 suppressed, 0 for review, 1 rejected.\n"
            + "Read from the sheet \"Mensen\" of the workbook.\n1 hidden row and 1 hidden column are included.\nNot read: \"Uit\". Another sheet is named with --sheet.\nLine 5 rejected: The e-mail address cannot exist, and there is no number.\n",
            await DoneAsync("import list.xlsx --dry-run"));
        var json = JsonDocument.Parse(await DoneAsync("import list.xlsx --json --report report.csv")).RootElement;
        Assert.Equal(("list.xlsx", "xlsx", "Mensen"), (json.GetProperty("file").GetString(), json.GetProperty("encoding").GetString(), json.GetProperty("sheet").GetString()));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("delimiter").ValueKind);
        Assert.Equal("line,outcome,reason,warnings\n2,Created,,\n4,Created,,\n5,Rejected,InvalidEmail,\n", (await File.ReadAllTextAsync(Path.Combine(Place, "report.csv"))).ReplaceLineEndings("\n"));
        Assert.False(JsonDocument.Parse(await DoneAsync("import candidates.csv --dry-run --json")).RootElement.TryGetProperty("sheet", out _));
    }

    [Fact]
    public async Task A_workbook_under_another_name_is_one_all_the_same()
    {
        File.Move(Path.Combine(Place, "list.xlsx"), Path.Combine(Place, "list.csv"));

        Assert.StartsWith("3 rows: 2 created", await DoneAsync("import list.csv --quiet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suppression_list_is_read_from_the_sheet_that_is_named()
    {
        Assert.Equal(
            "2 addresses added, 0 already on the list, 0 lines not read.\nRead from the sheet \"Uit\" of the workbook.\nNot read: \"Mensen\". Another sheet is named with --sheet.\n",
            await DoneAsync("suppress list.xlsx --sheet Uit"));
        Assert.StartsWith("Block", await DoneAsync("check jan@voorbeeld.example --kind ServiceNews"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_is_split_into_texts()
    {
        await DoneAsync("suppress list.xlsx --sheet uit");

        Assert.Equal(
            "3 rows: 1 not suppressed, 1 blocked, 1 unreadable (in neither file).\nRead from the sheet \"Mensen\" of the workbook.\n1 hidden row and 1 hidden column are included.\n"
            + "Not read: \"Uit\". Another sheet is named with --sheet.\nOptedOutAll: 1\nUnreadable lines: 5.\n",
            await DoneAsync("scrub list.xlsx --out allowed.csv --blocked blocked.csv --suppression-only"));
        Assert.Equal(Mark + "Naam,E-mail,Gsm\r\n\"An; \"\"A\"\"\",an@voorbeeld.example,475123401\r\n", await TextAsync("allowed.csv"));
        Assert.Equal(Mark + "Naam,E-mail,Gsm,verdict_code\r\nJan,jan@voorbeeld.example,,OptedOutAll\r\n", await TextAsync("blocked.csv"));
        var json = JsonDocument.Parse(await DoneAsync("scrub list.xlsx --out allowed.csv --suppression-only --json")).RootElement;
        Assert.Equal(("Mensen", 1, 1), (json.GetProperty("sheet").GetString(), json.GetProperty("hiddenRows").GetInt32(), json.GetProperty("hiddenColumns").GetInt32()));

        Assert.Equal((0, ""), await RunInAsync("nl-BE", "scrub list.xlsx --out allowed.csv --suppression-only"));
        Assert.StartsWith(Mark + "Naam;E-mail;Gsm\r\n\"An; \"\"A\"\"\";an@", await TextAsync("allowed.csv"), StringComparison.Ordinal);
        Assert.StartsWith("2 rows: 0 not suppressed, 2 blocked", await DoneAsync("scrub list.xlsx --sheet Uit --out allowed.csv --suppression-only"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_takes_its_addresses_from_a_workbook()
    {
        var made = await DoneAsync("campaign create Lijst --kind ServiceNews --message-nl Hallo --list list.xlsx");

        Assert.StartsWith("Draft ", made, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import list.xlsx --sheet Nergens", "The file has no sheet of this name; only a workbook (.xlsx, .xls) has sheets.")]
    [InlineData("import candidates.csv --sheet Blad1", "The file has no sheet of this name")]
    [InlineData("scrub list.xlsx --sheet Nergens --out a.csv --suppression-only", "The file has no sheet of this name")]
    [InlineData("suppress list.xlsx --sheet Leeg", "The file is empty, or it is not a list")]
    [InlineData("import list.xlsx --sheet Leeg", "The file was not taken in, nothing was stored: it is empty.")]
    [InlineData("import secret.xls", "nothing was stored: The workbook is protected with a password")]
    [InlineData("scrub secret.xls --out a.csv --suppression-only", "The workbook is protected with a password")]
    [InlineData("suppress half.xlsx", "The workbook is damaged")]
    [InlineData("import half.xlsx", "nothing was stored: The workbook is damaged")]
    [InlineData("import blank.xlsx", "No sheet of the workbook has anything in it.")]
    [InlineData("import letter.docx", "it is neither delimited text nor a workbook (.xlsx, .xls).")]
    [InlineData("suppress letter.docx", "it is not a list but a document, a web page or a picture.")]
    public async Task What_cannot_be_read_is_refused_with_its_own_sentence(string line, string sentence)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Samples", "met-wachtwoord.xls"), Path.Combine(Place, "secret.xls"));
        await File.WriteAllBytesAsync(Path.Combine(Place, "half.xlsx"), WorkbookFile.Of(["E-mail"])[..300]);
        Write("blank.xlsx", new WorkbookFile().Sheet("Leeg"));
        Write("letter.docx", new WorkbookFile().Part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>").Part("word/document.xml", "<document/>"));

        var refused = await RunAsync(line);

        Assert.Equal((1, ""), (refused.Exit, refused.Output));
        Assert.Contains(sentence, refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Place, "a.csv")));
    }

    private void Write(string name, WorkbookFile file) => File.WriteAllBytes(Path.Combine(Place, name), file.Bytes());

    private async Task<string> TextAsync(string name) => new System.Text.UTF8Encoding(false).GetString(await File.ReadAllBytesAsync(Path.Combine(Place, name), TestContext.Current.CancellationToken));
}
