using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ConsentRegistry.Core;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.People;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports;

/// <summary>A file on the screens: taken in, looked at, corrected, previewed, begun or thrown away.</summary>
public sealed class UploadTests : ImportScene
{
    private const string Rows = "An;Peeters;an@post.example.org;0475123401;2026-03-01;\r\nBo;Maes;bo@post.example.org;;;ja\r\nCas;Claes;not an address;;;\r\n";

    [Fact]
    public async Task An_upload_is_in_the_spool_and_nowhere_else()
    {
        var progress = new List<long>();
        var taken = await Registry.Get<TakeInImport>().ExecuteAsync(OneWay(Header + Rows), "map/kandidaten.csv", TestRegistry.By, new Told(progress.Add));

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
        var taken = await Registry.Get<TakeInImport>().ExecuteAsync(OneWay(content), "x.csv", TestRegistry.By);
        Assert.Equal((null, error), (taken.Import, taken.Error));
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task A_list_without_a_recognised_address_is_kept_and_an_operator_shows_where_it_stands()
    {
        var import = await TakeInAsync("Wie;Waar\r\nAn Peeters;an@post.example.org\r\n");
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
        var correction = new ImportCorrection(
            new Dictionary<string, ImportField?> { ["Voornaam"] = ImportField.Email, ["E-mailadres"] = ImportField.Email },
            Relationship.CandidateApplied, AcquisitionSource.AdResponse, CollectionMoment.JobApplication, " ", "2026-01");
        Assert.Equal(Refusal.ColumnTwice, (await Registry.Get<CorrectImport>().ExecuteAsync(import, correction)).Refusal);
        Assert.Equal(
            Refusal.SourceDoesNotFit,
            (await Registry.Get<CorrectImport>().ExecuteAsync(import, correction with { Columns = new Dictionary<string, ImportField?>(), Relationship = Relationship.Client })).Refusal);
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

        Assert.True((await Registry.Get<CorrectImport>().UseProfileAsync(import, "Beurs", null)).IsDone);
        var run = await RunAsync(import);
        Assert.Equal((Relationship.CandidateApplied, AcquisitionSource.AdResponse, "2026-01"), (run.Relationship, run.Source, run.NoticeVersion));
        Assert.Null((await Registry.Get<ImportQueries>().UploadAsync(import))!.Columns[3].Field);

        await Registry.Get<CorrectImport>().ExecuteAsync(import, new ImportCorrection(
            new Dictionary<string, ImportField?> { ["Voornaam"] = ImportField.GivenName, ["E-mailadres"] = ImportField.Email },
            Relationship.CandidateApplied, AcquisitionSource.AdResponse, CollectionMoment.JobApplication, null, null));
        await FinishAsync(import);
        Assert.Null((await RunAsync(import)).NoticeVersion);
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<CorrectImport>().UseProfileAsync(import, null, null)).Refusal);
    }

    [Fact]
    public async Task A_preview_stores_nothing_and_says_what_the_import_then_does()
    {
        await Registry.OptOutAsync("weg@post.example.org");
        var import = await TakeInAsync(Header + Rows + "Dirk;Weg;weg@post.example.org;;;\r\n");
        var preview = (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 1)).Value!;
        Assert.Equal((2, 1, 1, 1), (preview.Outcomes.Created, preview.Outcomes.Suppressed, preview.Outcomes.Rejected, preview.OptOuts));
        var created = Assert.Single(preview.First[RowOutcome.Created]);
        Assert.Equal(("An Peeters", 2L), (created.Name, created.Row.Line));
        Assert.Equal(["an@post.example.org", "0475123401"], created.Addresses);
        Assert.Equal(["not an address"], Assert.Single(preview.First[RowOutcome.Rejected]).Addresses);
        var suppressed = Assert.Single(preview.First[RowOutcome.Suppressed]);
        Assert.Null(suppressed.Name);
        Assert.Empty(suppressed.Addresses);
        await using (var database = Registry.Database())
        {
            Assert.False(await database.People.AnyAsync());
            Assert.False(await database.Set<ImportRunRow>().AnyAsync());
        }

        await FinishAsync(import);
        var run = await RunAsync(import);
        Assert.Equal((preview.Outcomes, ImportState.Closed, preview.OptOuts, 4), (run.Outcomes, run.State, run.OptOuts, run.DataRows));
        Assert.Empty(Spooled());
    }

    [Fact]
    public async Task Two_clicks_begin_one_import()
    {
        var import = await TakeInAsync(Header + Rows);
        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)));
        Assert.Single(clicks, click => click.IsDone);
        Assert.Equal(3, clicks.Count(click => click.Refusal == Refusal.ImportUnderWay));
        Assert.Equal([import], await Registry.Get<ImportPeople>().LeftOpenAsync());
        Assert.Equal(Refusal.ImportUnderWay, (await Registry.Get<DiscardImport>().ExecuteAsync(import)).Refusal);
    }

    [Fact]
    public async Task An_upload_is_found_again_after_a_restart_and_one_that_was_begun_goes_on()
    {
        var import = await TakeInAsync(Header + Rows);
        await CorrectAsync(import, new() { ["Voornaam"] = null, ["E-mailadres"] = ImportField.Email });
        await Registry.ReopenAsync();
        Assert.Equal(ImportState.Uploaded, (await RunAsync(import)).State);
        Assert.Null((await Registry.Get<ImportQueries>().UploadAsync(import))!.Columns[0].Field);

        Assert.True((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).IsDone);
        await Registry.ReopenAsync();
        Assert.Equal((ImportState.Judging, null), (await StandingAsync(import)));
        await Registry.Get<FinishImports>().ExecuteAsync();
        Assert.Equal((ImportState.Closed, 2), ((await RunAsync(import)).State, (await RunAsync(import)).Outcomes.Created));
    }

    [Fact]
    public async Task Discarding_leaves_nothing_but_spares_another_upload_of_the_same_file()
    {
        var (first, second) = (await TakeInAsync(Header + Rows), await TakeInAsync(Header + Rows));
        Assert.True((await Registry.Get<DiscardImport>().ExecuteAsync(first)).IsDone);
        Assert.Single(Spooled());
        Assert.Null(await Registry.Get<ImportQueries>().FindAsync(first));
        Assert.Equal(Refusal.ImportNotFound, (await Registry.Get<DiscardImport>().ExecuteAsync(first)).Refusal);

        Assert.True((await Registry.Get<DiscardImport>().ExecuteAsync(second)).IsDone);
        Assert.Empty(Spooled());
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task An_upload_that_nobody_begins_goes_after_30_days(int days, bool isThere)
    {
        var import = await TakeInAsync(Header + Rows);
        Registry.Clock.Advance(TimeSpan.FromDays(days));
        await Registry.Get<FinishImports>().ExecuteAsync();
        Assert.Equal((isThere, isThere ? 1 : 0), (await Registry.Get<ImportQueries>().FindAsync(import) is not null, Spooled().Length));
    }

    [Fact]
    public async Task An_import_by_a_verb_of_the_same_file_leaves_the_upload_alone()
    {
        var import = await TakeInAsync(Header + Rows);
        await ImportAsync(Rows);
        Assert.Single(Spooled());
        Assert.Equal(1, (await Registry.Get<PreviewUpload>().ExecuteAsync(import, 1)).Value!.Outcomes.Suppressed);
    }

    [Fact]
    public async Task An_import_that_cannot_go_on_says_so_and_undo_remembers_what_it_did()
    {
        var import = await TakeInAsync(Header + Rows);
        await FinishAsync(import);
        var undone = (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value!;
        var run = await RunAsync(import);
        Assert.Equal((ImportState.Undone, undone.Removed, undone.Kept, Registry.Clock.Now), (run.State, run.Removed!.Value, run.Kept!.Value, run.UndoneAt!.Value));

        var damaged = await TakeInAsync(Header + "Eva;Smets;eva@post.example.org;;;\r\n");
        await Registry.Get<BeginImport>().ExecuteAsync(damaged, TestRegistry.By);
        await File.WriteAllBytesAsync(Assert.Single(Spooled()), new byte[200]);
        await Assert.ThrowsAsync<AggregateException>(() => Registry.Get<FinishImports>().ExecuteAsync());
        Assert.True((await Registry.Get<ImportQueries>().StandingAsync(damaged))!.IsBroken);
    }

    [Fact]
    public async Task Rows_for_review_name_the_known_person()
    {
        var known = await Registry.CandidateAsync("an@post.example.org", "Karel", "Anders");
        var import = await TakeInAsync(Header + Rows);
        await FinishAsync(import);
        var row = Assert.Single((await Registry.Get<ImportQueries>().RowsAsync(import, RowOutcome.NeedsReview, 0, 10)).Rows);
        Assert.Equal(new ImportedRow(2, RowOutcome.NeedsReview, nameof(ReviewReason.OtherName), known, "Karel Anders"), row);
    }

    private async Task<(ImportState State, ImportPulse? Pulse)> StandingAsync(Guid import)
    {
        var standing = (await Registry.Get<ImportQueries>().StandingAsync(import))!;
        return (standing.State, standing.Pulse);
    }

    private async Task<Guid> TakeInAsync(string content) =>
        (await Registry.Get<TakeInImport>().ExecuteAsync(OneWay(content), "rows.csv", TestRegistry.By)).Import!.Value;

    private async Task CorrectAsync(Guid import, Dictionary<string, ImportField?> columns)
    {
        var run = await RunAsync(import);
        var outcome = await Registry.Get<CorrectImport>().ExecuteAsync(
            import, new ImportCorrection(columns, run.Relationship, run.Source, run.Moment, run.Site, run.NoticeVersion));
        Assert.Null(outcome.Refusal);
    }

    private async Task FinishAsync(Guid import)
    {
        Assert.Null((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        await Registry.Get<FinishImports>().ExecuteAsync();
    }

    private async Task<ImportRun> RunAsync(Guid import) => (await Registry.Get<ImportQueries>().FindAsync(import))!;

    private string[] Spooled() => Directory.GetFiles(Path.Combine(Registry.Folder, "spool"));

    /// <summary>As a file comes over the network: it cannot be turned back.</summary>
    private static Stream OneWay(string content) => PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(content))).AsStream();

    private sealed class Told(Action<long> act) : IProgress<long>
    {
        public void Report(long value) => act(value);
    }
}
