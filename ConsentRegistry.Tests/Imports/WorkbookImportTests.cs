using System.Security.Cryptography;
using System.Text.Json;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Tabular;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports;

/// <summary>Workbooks in the place of delimited text: the same rows, the same outcomes, the same report.</summary>
public sealed class WorkbookImportTests : UploadScene
{
    private static readonly object?[] Names = ["Voornaam", "Achternaam", "E-mailadres", "Gsm", "Sollicitatiedatum", "Uitgeschreven"];

    private static byte[] Several => new WorkbookFile()
        .Sheet("Uitleg", ["Dit is een export"])
        .Sheet("Mensen", Names, ["An", "Peeters", "an@post.example.org", 475000501, new DateOnly(2026, 3, 1), false], ["Bo", "Maes", "bo@post.example.org", null, null, true])
        .Sheet("Klanten", ["Bedrijf", "Contact", "Mail"], ["Bakkerij", "Els Claes", "els@post.example.org"]).Bytes();

    [Theory]
    [InlineData("kandidaten.xlsx", "xlsx")]
    [InlineData("kandidaten.xls", "xls")]
    public async Task A_workbook_is_imported_under_the_numbers_of_its_rows(string name, string encoding)
    {
        var summary = await ImportAsync(SampleFiles.Open(name));

        var json = JsonDocument.Parse(summary.ToJson()).RootElement;
        Assert.Equal(
            (encoding, JsonValueKind.Null, "Kandidaten", 1, 1, 3, 4),
            (json.GetProperty("encoding").GetString(), json.GetProperty("delimiter").ValueKind, json.GetProperty("sheet").GetString(), json.GetProperty("hiddenRows").GetInt32(),
                json.GetProperty("hiddenColumns").GetInt32(), json.GetProperty("headerLine").GetInt32(), json.GetProperty("dataRows").GetInt32()));
        Assert.Equal(["file", "site", "profile", "encoding", "delimiter", "sheet", "hiddenRows", "hiddenColumns", "headerLine"], json.EnumerateObject().Take(9).Select(member => member.Name));
        Assert.StartsWith("\uFEFFline,outcome,reason,warnings\r\n4,Created,,\r\n5,Created,,\r\n6,Created,,\r\n7,", await ReportAsync(), StringComparison.Ordinal);

        // A telephone number that lost its zero, a day that is a number, and a no that is a truth.
        var person = await PersonAsync("an@voorbeeld.example");
        Assert.Equal("+32475000501", person.ContactPoints.Where(point => point.Kind == AddressKind.Phone).Select(point => Registry.Get<ContactPointCipher>().Reveal(point).Exact).Single());
        Assert.Contains((await StandingsAsync()), line => line.StartsWith("an@voorbeeld.example An Peeters 2026-03-05", StringComparison.Ordinal));
        Assert.Equal(1, summary.OptOuts);
        Assert.Contains((await StandingsAsync()), line => line.StartsWith("bo@voorbeeld.example Bo Maes", StringComparison.Ordinal) && line.Contains("All", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_and_workbook_have_the_same_outcomes()
    {
        var text = await PreviewAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Header + "An;Peeters;an@post.example.org;0475000501;2026-03-01;\r\nAn;Peeters;AN+x@post.example.org;;;\r\nCas;Claes;geen;;;\r\n;;;;;\r\nBo;Maes;;12;;ja\r\n")));
        var book = await PreviewAsync(new MemoryStream(WorkbookFile.Of(
            Names, ["An", "Peeters", "an@post.example.org", 475000501, new DateOnly(2026, 3, 1)], ["An", "Peeters", "AN+x@post.example.org"], ["Cas", "Claes", "geen"], [], ["Bo", "Maes", null, 12, null, "ja"])));

        Assert.Equal(text.Outcomes, book.Outcomes);
        Assert.Equal(text.Rejected, book.Rejected);
        Assert.Equal((text.HeaderLine, 2, 1), (book.HeaderLine, book.Outcomes.Rejected, book.Outcomes.DuplicateInFile));
    }

    [Theory]
    [InlineData("lijst.csv")]
    [InlineData("lijst.txt")]
    [InlineData("lijst.xls")]
    public async Task The_content_decides_and_never_the_name(string name)
    {
        var summary = await ImportAsync(new MemoryStream(WorkbookFile.Of(Names, ["An", "Peeters", "an@post.example.org"])), import => import with { FileName = name });

        Assert.Equal((name, "xlsx", 1), (summary.File, summary.Encoding, summary.Outcomes.Created));
    }

    [Fact]
    public async Task The_spool_keeps_the_workbook_itself_under_its_own_hash()
    {
        var file = Several;
        var taken = await Registry.Get<UploadImportFile>().ExecuteAsync(new MemoryStream(file), "lijst.xlsx", TestRegistry.By);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), Path.GetFileName(Spooled().Single()));
        Assert.Equal(file.Length, (await RunAsync(taken.Import!.Value)).FileLength);
    }

    [Fact]
    public async Task A_workbook_that_is_cut_off_at_any_point_ends_with_the_same_report_and_standings()
    {
        var file = WorkbookFile.Of([Names, .. Enumerable.Range(0, 12).Select(i => new object?[] { "An", $"Peeters {i}", $"an{i % 11}@post.example.org", null, new DateOnly(2026, 3, 1), i == 5 })]);
        await ImportAsync(new MemoryStream(file), import => import with { Sheet = "Blad1" });
        var (whole, report) = (await StandingsAsync(), await ReportAsync());

        await using var other = await TestRegistry.OpenAsync();
        var mine = Registry;
        Registry = other;
        Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var cuts = 1; ; cuts++)
        {
            using var cut = new CancellationTokenSource();
            var reports = 0;
            var progress = new SynchronousProgress<ImportProgress>(_ =>
            {
                if (++reports == 2)
                {
                    cut.Cancel();
                }
            });
            try
            {
                await PacedImport(new BatchSizer { First = 3, Most = 3 }).ExecuteAsync(new MemoryStream(file), new NewImport("lijst.xlsx") { Sheet = "Blad1" }, TestRegistry.By, null, progress, cut.Token);
                Assert.True(cuts > 2);
                break;
            }
            catch (OperationCanceledException)
            {
                await Registry.ReopenAsync();
            }
        }

        Assert.Equal(report, await ReportAsync());
        Assert.Equal(whole, await StandingsAsync());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Registry.Folder, "spool"), "*", SearchOption.AllDirectories));
        Registry = mine;
    }

    [Fact]
    public async Task A_workbook_whose_first_sheet_is_no_list_waits_for_the_right_one()
    {
        var import = (await Registry.Get<UploadImportFile>().ExecuteAsync(new MemoryStream(Several), "lijst.xlsx", TestRegistry.By)).Import!.Value;
        Assert.Equal(0, (await RunAsync(import)).DataRows);
        Assert.Equal(Refusal.RowsMissing, (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 5)).Refusal);
        Assert.Equal(Refusal.RowsMissing, (await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);

        await ChooseAsync(import, "Mensen");
        var file = (await Registry.Get<ImportQueries>().UploadAsync(import))!;
        Assert.Equal(("xlsx", "Mensen", "Uitleg, Mensen, Klanten"), (file.Encoding, file.Sheet!.Name, string.Join(", ", file.Sheet.Sheets.Select(sheet => sheet.Name))));
        Assert.Equal(["475000501"], file.Columns.Single(column => column.Key == "Gsm").Samples);
        await FinishAsync(import);

        Assert.Equal((2, 1), ((await RunAsync(import)).Outcomes.Created, (await RunAsync(import)).OptOuts));
        Assert.Equal("Mensen", (await RunAsync(import)).Sheet);
    }

    [Fact]
    public async Task Another_sheet_is_another_list_and_gives_up_what_was_settled()
    {
        var import = (await Registry.Get<UploadImportFile>().ExecuteAsync(new MemoryStream(Several), "lijst.xlsx", TestRegistry.By)).Import!.Value;
        await ChooseAsync(import, "Mensen");
        await CorrectAsync(import, new() { ["Gsm"] = null });

        await ChooseAsync(import, "Klanten");

        var run = await RunAsync(import);
        Assert.Equal((1, null, "Klanten"), (run.DataRows, run.ColumnsJson, run.Sheet));
        Assert.Equal(ImportField.Email, (await Registry.Get<ImportQueries>().UploadAsync(import))!.Columns.Single(column => column.Key == "Mail").Field);
        Assert.Equal(Refusal.SheetNotFound, (await Registry.Get<ChooseSheet>().ExecuteAsync(import, "Nergens")).Refusal);
        await FinishAsync(import);
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<ChooseSheet>().ExecuteAsync(import, "Mensen")).Refusal);
        Assert.Equal(Refusal.ImportNotFound, (await Registry.Get<ChooseSheet>().ExecuteAsync(Guid.Empty, "Mensen")).Refusal);
    }

    [Fact]
    public async Task A_text_has_no_sheets()
    {
        var import = await TakeInAsync(Header + Rows);

        Assert.Equal(Refusal.SheetNotFound, (await Registry.Get<ChooseSheet>().ExecuteAsync(import, "Blad1")).Refusal);
        Assert.Null((await Registry.Get<ImportQueries>().UploadAsync(import))!.Sheet);
    }

    public static TheoryData<FileError, byte[]> Unfit => new()
    {
        { FileError.WorkbookProtected, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "met-wachtwoord.xls")) },
        { FileError.WorkbookDamaged, WorkbookFile.Of(Names, ["An"])[..400] },
        { FileError.WorkbookEmpty, WorkbookFile.Of() },
        { FileError.HeaderOnly, WorkbookFile.Of(Names) },
        { FileError.NotCsv, new WorkbookFile().Part("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>").Part("word/document.xml", "<document/>").Bytes() },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task A_workbook_that_is_no_list_is_told_and_not_kept(FileError error, byte[] file)
    {
        var taken = await Registry.Get<UploadImportFile>().ExecuteAsync(new MemoryStream(file), "x.xlsx", TestRegistry.By);

        Assert.Equal((null, error), (taken.Import, taken.Error));
        Assert.Empty(Spooled());
        var summary = await PreviewAsync(new MemoryStream(file));
        Assert.Equal((error, 0), (summary.FileError, summary.Outcomes.Total));
    }

    private async Task ChooseAsync(Guid import, string sheet) => Assert.Null((await Registry.Get<ChooseSheet>().ExecuteAsync(import, sheet)).Refusal);

    private async Task<Person> PersonAsync(string address)
    {
        await using var database = Registry.Database();
        var people = await database.People.Include(person => person.ContactPoints).ToListAsync();
        return people.Single(person => person.ContactPoints.Any(point => Registry.Get<ContactPointCipher>().Reveal(point).Exact == address));
    }
}
