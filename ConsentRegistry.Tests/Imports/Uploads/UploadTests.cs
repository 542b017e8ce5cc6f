using System.Globalization;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Uploads;

/// <summary>A file on the screens: taken in, looked at and corrected.</summary>
public sealed class UploadTests : UploadScene
{
    [Fact]
    public async Task An_upload_is_in_the_spool_and_nowhere_else()
    {
        var progress = new List<long>();
        var taken = await Registry.Get<UploadImportFile>().ExecuteAsync(OneWay(Header + Rows), "map/kandidaten.csv", TestRegistry.By, new SynchronousProgress<long>(progress.Add));

        var run = await RunAsync(taken.Import!.Value);
        Assert.Equal(
            (ImportState.Uploaded, "kandidaten.csv", 3, Relationship.CandidateSourced, AcquisitionSource.CvMatch, CollectionMoment.ProjectBid),
            (run.State, run.FileName, run.DataRows, run.Relationship, run.Source, run.Moment));
        Assert.Equal(run.FileLength, progress.Single());
        Assert.Single(Spooled());
        await using var database = Registry.Database();
        Assert.False(await database.People.AnyAsync());
        Assert.Empty(await Registry.Get<ImportPeople>().LeftOpenAsync());
    }

    [Theory]
    [InlineData("", FileError.Empty)]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", FileError.NotCsv)]
    [InlineData("Naam;E-mail\r\n", FileError.HeaderOnly)]
    public async Task What_is_no_list_is_told_and_not_kept(string content, FileError error)
    {
        var taken = await Registry.Get<UploadImportFile>().ExecuteAsync(OneWay(content), "x.csv", TestRegistry.By);
        Assert.Equal((null, error), (taken.Import, taken.Error));
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task A_list_without_a_recognised_address_is_kept_and_an_operator_shows_where_it_stands()
    {
        var import = await TakeInAsync("Wie;Waar\r\nAn Peeters;an@post.example.org\r\nBo;kapot\r\nCi;kapot\r\n");
        Assert.Equal(Refusal.ContactColumnMissing, (await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        Assert.Equal(Refusal.ContactColumnMissing, (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 5)).Refusal);

        await CorrectAsync(import, new() { ["Wie"] = ImportField.FullName, ["Waar"] = ImportField.Email });
        Assert.Equal(1, (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 5)).Value!.Outcomes.Created);
        await FinishAsync(import);
        Assert.Equal(["an@post.example.org An Peeters"], (await StandingsAsync()).Select(line => string.Join(' ', line.Split(' ').Take(3))));
    }

    [Fact]
    public async Task What_was_recognised_is_told_with_samples_and_without_those_of_a_sensitive_column()
    {
        var import = await TakeInAsync("Naam;E-mail;Geboortedatum;Uitgeschreven;Niet contacteren\r\nAn;an@post.example.org;1990-01-01;ja;\r\nBo;bo@post.example.org;1991-01-01;;nee\r\n");
        var file = (await Registry.Get<ImportQueries>().UploadAsync(import))!;
        Assert.Equal(("utf-8", ';', 1L), (file.Encoding, file.Delimiter, file.HeaderLine));
        Assert.Equal(["an@post.example.org", "bo@post.example.org"], file.Columns[1].Samples);
        Assert.True(file.Columns[2].IsSensitive);
        Assert.Empty(file.Columns[2].Samples);
        Assert.All(file.Columns.Skip(3), column => Assert.Equal(ImportField.OptedOut, column.Field));
    }

    [Fact]
    public async Task A_damaged_row_shows_no_value_that_may_be_of_a_sensitive_column()
    {
        var import = await TakeInAsync("Naam;E-mail;Nationaliteit;Notities\r\nAn;Peeters;an@post.example.org;belge;rustig\r\nBo Maes;bo@post.example.org;belge;rustig\r\n");
        var file = (await Registry.Get<ImportQueries>().UploadAsync(import))!;
        Assert.Equal(["rustig"], file.Columns[3].Samples);
        var rejected = Assert.Single((await Registry.Get<PreviewUpload>().ExecuteAsync(import, 5)).Value!.First[RowOutcome.Rejected]);
        Assert.Equal((RejectionReason.TooManyFields, null), (rejected.Row.Rejection, rejected.Name));
        Assert.Empty(rejected.Addresses);
    }

    [Fact]
    public async Task A_no_in_a_second_column_counts_when_the_columns_are_settled_by_hand()
    {
        var import = await TakeInAsync("Naam;E-mail;Uitgeschreven;Niet contacteren\r\nAn Peeters;an@post.example.org;;ja\r\n");
        await CorrectAsync(import, new()
        {
            ["Naam"] = ImportField.FullName, ["E-mail"] = ImportField.Email, ["Uitgeschreven"] = ImportField.OptedOut, ["Niet contacteren"] = ImportField.OptedOut,
        });
        await FinishAsync(import);
        Assert.Equal(1, (await RunAsync(import)).OptOuts);
        Assert.Contains("OptOutAll", Assert.Single(await StandingsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correcting_refuses_a_field_twice_and_a_source_that_does_not_fit()
    {
        var import = await TakeInAsync(Header + Rows);
        Assert.Equal(
            Refusal.ColumnTwice,
            (await Registry.Get<ConfigureImport>().ColumnsAsync(import, new Dictionary<string, ImportField?> { ["Voornaam"] = ImportField.Email, ["E-mailadres"] = ImportField.Email })).Refusal);
        var origin = new ImportOrigin(Relationship.Client, AcquisitionSource.AdResponse, CollectionMoment.ClientService, " ", "2026-01");
        Assert.Equal(Refusal.SourceDoesNotFit, (await Registry.Get<ConfigureImport>().OriginAsync(import, origin)).Refusal);
        Assert.True((await Registry.Get<ConfigureImport>().OriginAsync(import, origin with { Source = AcquisitionSource.BusinessCard })).IsDone);
        Assert.Equal((Relationship.Client, null, "2026-01"), ((await RunAsync(import)).Relationship, (await RunAsync(import)).Site, (await RunAsync(import)).NoticeVersion));
    }

    [Fact]
    public async Task A_sensitive_column_stays_out_whatever_is_asked()
    {
        var import = await TakeInAsync("Naam;E-mail;Nationaliteit\r\nAn Peeters;an@post.example.org;belge\r\n");
        await CorrectAsync(import, new() { ["Naam"] = ImportField.FullName, ["E-mail"] = ImportField.Email, ["Nationaliteit"] = ImportField.Notes });
        Assert.Null((await Registry.Get<ImportQueries>().UploadAsync(import))!.Columns[2].Field);
    }

    [Fact]
    public async Task A_profile_settles_an_upload_and_a_later_change_of_it_adds_no_notice()
    {
        var profile = new NewImportProfile("Beurs") { Relationship = Relationship.CandidateApplied, NoticeVersion = "2026-01", Columns = new Dictionary<string, ImportField?> { ["Gsm"] = null } };
        await Registry.Get<SaveImportProfile>().ExecuteAsync(profile);
        await Registry.Get<SaveImportProfile>().ExecuteAsync(new NewImportProfile("Andere") { Columns = new Dictionary<string, ImportField?> { ["Telefoon privé"] = ImportField.Phone } });
        var import = await TakeInAsync(Header + Rows);
        Assert.Equal(["Beurs"], await Registry.Get<ImportQueries>().ProfilesAsync(["Voornaam", "Gsm"]));

        Assert.True((await Registry.Get<ConfigureImport>().UseProfileAsync(import, "Beurs", null)).IsDone);
        var run = await RunAsync(import);
        Assert.Equal((Relationship.CandidateApplied, AcquisitionSource.AdResponse, "2026-01"), (run.Relationship, run.Source, run.NoticeVersion));
        Assert.Null((await Registry.Get<ImportQueries>().UploadAsync(import))!.Columns[3].Field);

        await Registry.Get<ConfigureImport>().OriginAsync(
            import, new ImportOrigin(Relationship.CandidateApplied, AcquisitionSource.AdResponse, CollectionMoment.JobApplication, null, null));
        Assert.Equal("Beurs", (await RunAsync(import)).Profile);
        await FinishAsync(import);
        Assert.Null((await RunAsync(import)).NoticeVersion);
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<ConfigureImport>().UseProfileAsync(import, null, null)).Refusal);
    }

    [Fact]
    public async Task What_the_DPO_approved_of_a_profile_does_not_go_for_columns_settled_by_hand()
    {
        var columns = new Dictionary<string, ImportField?>
        {
            ["E-mail"] = ImportField.Email, ["Ja"] = ImportField.MarketingOptIn, ["Op"] = ImportField.MarketingOptInAt, ["Tekst"] = ImportField.OptInWording, ["Nota"] = null,
        };
        await Registry.Get<SaveImportProfile>().ExecuteAsync(new NewImportProfile("Beurs") { Columns = columns, OptInTopic = Topic.Projects, OptInPolicyVersion = "2026-01" });
        Assert.True((await Registry.Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo")).IsDone);
        const string Content = "E-mail;Ja;Op;Tekst;Nota\r\n{0}@post.example.org;ja;2026-01-10;Ja, stuur mij projecten;iets\r\n";
        var byProfile = await TakeInAsync(string.Format(CultureInfo.InvariantCulture, Content, "an"));
        await Registry.Get<ConfigureImport>().UseProfileAsync(byProfile, "Beurs", null);
        await FinishAsync(byProfile);

        var byHand = await TakeInAsync(string.Format(CultureInfo.InvariantCulture, Content, "bo"));
        await Registry.Get<ConfigureImport>().UseProfileAsync(byHand, "Beurs", null);
        await CorrectAsync(byHand, new(columns) { ["Tekst"] = null, ["Nota"] = ImportField.OptInWording });
        Assert.Null((await RunAsync(byHand)).Profile);
        await FinishAsync(byHand);
        await using var database = Registry.Database();
        Assert.Equal(1, await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.OptInRecorded));
        Assert.Equal(1, await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.OptInClaimed));
    }
}
