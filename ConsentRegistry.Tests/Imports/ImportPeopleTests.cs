using System.Text;
using System.Text.Json;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports;

/// <summary>Whole imports into a real registry.</summary>
public sealed class ImportPeopleTests : IAsyncLifetime
{
    private const string Header = "Voornaam;Achternaam;E-mailadres;Gsm;Sollicitatiedatum;Uitgeschreven\r\n";
    private TestRegistry registry = null!;

    public static TheoryData<string> Names => [.. SampleFiles.Names];

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_has_the_outcomes_of_its_manifest_and_the_second_time_changes_nothing(string name)
    {
        await LoadSuppressionsAsync();
        var expected = SampleFiles.Expected(name);
        var previewed = await PreviewAsync(SampleFiles.Open(name));
        var summary = await ImportAsync(SampleFiles.Open(name));
        AssertAsManifest(expected, summary);
        Assert.Equal(previewed.Outcomes, summary.Outcomes);
        if (summary.FileError is not null)
        {
            return;
        }

        var before = await StandingsAsync();
        registry.Clock.Advance(TimeSpan.FromDays(1));
        var again = (await ImportAsync(SampleFiles.Open(name))).Outcomes;
        Assert.Equal((0, 0, 0), (again.Created, again.Updated, again.NeedsReview));
        Assert.Equal(summary.Outcomes.Total, again.Total);
        Assert.Equal(before, await StandingsAsync());
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task A_preview_stores_nothing()
    {
        var summary = await PreviewAsync(SampleFiles.Open("vdab-kandidaten.csv"));
        Assert.True(summary.Outcomes.Created > 0);
        await using var database = registry.Database();
        Assert.Equal((0, 0), (await database.People.CountAsync(), await database.Set<ImportRun>().CountAsync()));
        Assert.False(Directory.Exists(Path.Combine(registry.Folder, "spool")));
    }

    [Fact]
    public async Task An_import_cut_off_at_any_point_ends_with_the_same_report_and_standings()
    {
        await LoadSuppressionsAsync();
        await ImportAsync(SampleFiles.Open("stepstone-kandidaten.csv"));
        var (whole, report) = (await StandingsAsync(), await ReportAsync());

        await using var other = await TestRegistry.OpenAsync();
        var mine = registry;
        registry = other;
        await LoadSuppressionsAsync();
        registry.Clock.Advance(TimeSpan.FromSeconds(1));
        var pace = new ImportPace { First = 3, Most = 3 };
        for (var cuts = 1; ; cuts++)
        {
            using var cut = new CancellationTokenSource();
            var reports = 0;
            var progress = new Now(each =>
            {
                if (++reports == 2)
                {
                    cut.Cancel();
                }
            });
            try
            {
                await PacedImport(pace).ExecuteAsync(SampleFiles.Open("stepstone-kandidaten.csv"), new NewImport("stepstone-kandidaten.csv"), TestRegistry.By, null, progress, cut.Token);
                Assert.True(cuts > 5);
                break;
            }
            catch (OperationCanceledException)
            {
                await registry.ReopenAsync();
            }
        }

        Assert.Equal(report, await ReportAsync());
        Assert.Equal(whole, await StandingsAsync());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(registry.Folder, "spool")));
        registry = mine;
    }

    [Fact]
    public async Task The_copy_of_an_open_import_cannot_be_read_and_is_gone_afterwards()
    {
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PacedImport(new ImportPace { First = 3, Most = 3 }).ExecuteAsync(
            SampleFiles.Open("vdab-kandidaten.csv"), new NewImport("vdab.csv"), TestRegistry.By, null, new Now(_ => cut.Cancel()), cut.Token));
        var copy = await File.ReadAllBytesAsync(Assert.Single(Directory.EnumerateFiles(Path.Combine(registry.Folder, "spool"))));
        Assert.DoesNotContain("example", Encoding.Latin1.GetString(copy), StringComparison.OrdinalIgnoreCase);

        var left = Assert.Single(await registry.Get<ImportPeople>().LeftOpenAsync());
        var summary = await registry.Get<ImportPeople>().ResumeAsync(left);
        Assert.True(summary.IsDone && summary.Value.Outcomes.Created > 0);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(registry.Folder, "spool")));
        Assert.Equal(Refusal(await registry.Get<ImportPeople>().ResumeAsync(left)), Core.Refusal.ImportNotFound);
    }

    [Fact]
    public async Task An_erased_address_is_not_brought_back()
    {
        await registry.CandidateAsync("an@post.example.org");
        var person = (await registry.Get<FindPerson>().ExecuteAsync("an@post.example.org")).Value;
        await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, "cli");
        var summary = await ImportAsync("An;Peeters;AN+cv@post.example.org;;;\r\n");
        Assert.Equal(1, summary.Outcomes.Suppressed);
        Assert.Equal("2,Suppressed,Erasure,", (await ReportAsync()).Split("\r\n")[1]);
        Assert.Equal(DecisionCode.ErasedSuppressed, (await registry.DecideAsync("an@post.example.org")).Code);
        await using var database = registry.Database();
        Assert.Empty(await database.People.ToListAsync());
    }

    [Fact]
    public async Task An_opted_out_row_bars_all_addresses_of_its_person_also_from_a_duplicate()
    {
        var summary = await ImportAsync("An;Peeters;an@post.example.org;0475123456;;\r\nAn;Peeters;an.p@ictmail.example;0475123456;;ja\r\n");
        Assert.Equal((1, 1), (summary.Outcomes.Created, summary.Outcomes.DuplicateInFile));
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("an@post.example.org")).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("an.p@ictmail.example")).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("0475123456", channel: Core.Preferences.Channel.Phone)).Code);
        var again = await ImportAsync("An;Peeters;an@post.example.org;;;nee\r\n");
        Assert.Equal(1, again.Outcomes.Suppressed);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_suppressed_row_leaves_keys_of_its_other_addresses_and_nothing_else()
    {
        await registry.OptOutAsync("an@post.example.org");
        registry.Clock.Advance(TimeSpan.FromDays(3));
        var summary = await ImportAsync("An;Peeters;an@post.example.org;0475123456;;\r\n");
        Assert.Equal(1, summary.Outcomes.Suppressed);
        await using var database = registry.Database();
        var entries = await database.SuppressionEntries.ToListAsync();
        Assert.Equal(2, entries.Count);
        Assert.Equal(entries[0].ReceivedAt, entries[1].ReceivedAt);
        var row = await database.Set<ImportRunRow>().SingleAsync();
        Assert.Equal((2, "OptOut", null, null, ""), (row.Line, row.Reason, row.Person, row.FirstLine, row.Warnings));
        Assert.Empty(await database.People.ToListAsync());
        Assert.Equal(1, (await ImportAsync("An;Peeters;;0475 12 34 56;;\r\n")).Outcomes.Suppressed);
    }

    [Fact]
    public async Task An_entry_of_a_domain_suppresses_the_row_and_is_not_spread()
    {
        await registry.Get<LoadSuppressions>().ExecuteAsync(Lines("@noordzee.example"), SuppressionReason.DomainRequest, null, TestRegistry.By);
        var summary = await ImportAsync("An;Peeters;an@noordzee.example;0475123456;;\r\nJan;Maes;jan@ictmail.example;;;\r\n");
        Assert.Equal((1, 1), (summary.Outcomes.Suppressed, summary.Outcomes.Created));
        await using var database = registry.Database();
        Assert.Equal(1, await database.SuppressionEntries.CountAsync());
    }

    [Fact]
    public async Task A_known_person_gets_blanks_filled_and_nothing_written_over()
    {
        var id = await registry.CandidateAsync("an@post.example.org", family: "");
        var summary = await ImportAsync("Ann;Peeters;an@post.example.org;;;\r\n");
        Assert.Equal(1, summary.Outcomes.NeedsReview);
        summary = await ImportAsync("An;Peeters;an@post.example.org;;;\r\n");
        Assert.Equal(1, summary.Outcomes.Updated);
        await using var database = registry.Database();
        Assert.Equal("An Peeters", (await database.People.SingleAsync(person => person.Id == id)).FullName);
        summary = await ImportAsync("An;Peeters;an@post.example.org;0475123456;;\r\n");
        Assert.Equal(1, summary.Outcomes.NeedsReview);
        Assert.Equal("2,NeedsReview,NewAddress,", (await ReportAsync()).Split("\r\n")[1]);
    }

    [Theory]
    [InlineData("15/03/2024", DecisionCode.NoticeMissing, "Block")]
    [InlineData("", DecisionCode.NoticeMissing, "Block")]
    public async Task Without_a_notice_a_sourced_candidate_is_not_written_to(string appliedOn, DecisionCode code, string verdict)
    {
        await ImportAsync($"An;Peeters;an@post.example.org;;{appliedOn};\r\n");
        var decision = await registry.DecideAsync("an@post.example.org");
        Assert.Equal((code, verdict), (decision.Code, decision.Verdict.ToString()));
    }

    [Theory]
    [InlineData("15/03/2024", DecisionCode.PermissionLapsed)]
    [InlineData("17/03/2024", DecisionCode.ContactPermission)]
    [InlineData("", DecisionCode.ContactPermission)]
    [InlineData("17/03/2030", DecisionCode.ContactPermission)]
    public async Task The_permission_counts_from_the_stated_contact_or_the_day_of_the_import(string appliedOn, DecisionCode code)
    {
        await ImportAsync($"An;Peeters;an@post.example.org;;{appliedOn};\r\n", import => import with { NoticeVersion = "v3" });
        Assert.Equal(code, (await registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_list_of_a_mailing_tool_gives_no_permission()
    {
        await ImportAsync("An;Peeters;an@post.example.org;;;\r\n", import => import with { Site = "Mailchimp", NoticeVersion = "v3" });
        Assert.Equal(DecisionCode.NoBasis, (await registry.DecideAsync("an@post.example.org")).Code);
    }

    [Theory]
    [InlineData(false, "ja;01/03/2026;Ja, stuur mij projecten", DecisionCode.NoBasis)]
    [InlineData(true, "ja;01/03/2026;Ja, stuur mij projecten", DecisionCode.OptIn)]
    [InlineData(true, "ja;;Ja, stuur mij projecten", DecisionCode.NoBasis)]
    [InlineData(true, "ja;01/03/2026;", DecisionCode.NoBasis)]
    [InlineData(true, "nee;01/03/2026;Ja, stuur mij projecten", DecisionCode.NoBasis)]
    public async Task A_yes_in_a_file_is_a_claim_unless_the_DPO_approved_its_source_and_date_and_wording_are_there(bool approved, string cells, DecisionCode code)
    {
        var save = registry.Get<SaveImportProfile>();
        await save.ExecuteAsync(new NewImportProfile("Beurs")
        {
            Relationship = Relationship.Unknown,
            NoticeVersion = "v3",
            OptInTopic = Core.Preferences.Topic.Projects,
            OptInPolicyVersion = "v3",
            Columns = new Dictionary<string, ImportField?> { ["Ok"] = ImportField.MarketingOptIn, ["Op"] = ImportField.MarketingOptInAt, ["Tekst"] = ImportField.OptInWording },
        });
        if (approved)
        {
            await save.ApproveOptInsAsync("Beurs", "dpo");
        }

        await ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes($"Naam;E-mail;Ok;Op;Tekst\r\nAn Peeters;an@post.example.org;{cells}\r\n")), import => import with { Profile = "Beurs" });
        Assert.Equal(code, (await registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_proven_opt_in_of_a_file_lifts_no_bar()
    {
        await registry.OptOutAsync("an@post.example.org", "topic:Projects");
        registry.Clock.Advance(TimeSpan.FromDays(30));
        var save = registry.Get<SaveImportProfile>();
        await save.ExecuteAsync(new NewImportProfile("Beurs") { NoticeVersion = "v3", OptInTopic = Core.Preferences.Topic.Projects, OptInPolicyVersion = "v3" });
        await save.ApproveOptInsAsync("Beurs", "dpo");
        var rows = "Naam;E-mail;Nieuwsbrief;Datum toestemming;Tekst toestemming\r\nAn Peeters;an@post.example.org;ja;01/04/2026;Ja, stuur mij projecten\r\n";
        Assert.Equal(1, (await ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(rows)), import => import with { Profile = "Beurs" })).Outcomes.Created);
        Assert.Equal(DecisionCode.TopicOptedOut, (await registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_bar_that_comes_while_the_import_runs_puts_its_row_out()
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(i => $"An;P{(char)('a' + i)};an{i}@post.example.org;04751234{i:00};;\r\n"));
        var barred = false;
        var progress = new Now(each =>
        {
            if (each.State == ImportState.Committing && !barred)
            {
                barred = true;
                registry.Clock.Advance(TimeSpan.FromSeconds(1));
                registry.OptOutAsync("an9@post.example.org").GetAwaiter().GetResult();
            }
        });
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
        var summary = (await PacedImport(new ImportPace { First = 3, Most = 3 }).ExecuteAsync(source, new NewImport("rows.csv"), TestRegistry.By, null, progress)).Value!;
        Assert.Equal((11, 1), (summary.Outcomes.Created, summary.Outcomes.Suppressed));
        Assert.Contains("11,Suppressed,OptOut,", await ReportAsync(), StringComparison.Ordinal);
        await using var database = registry.Database();
        Assert.Equal(2, await database.SuppressionEntries.CountAsync());
    }

    [Fact]
    public async Task Taking_back_removes_only_untouched_people_and_leaves_bars()
    {
        var summary = await ImportAsync("An;Peeters;an@post.example.org;;;\r\nJan;Maes;jan@post.example.org;;;\r\nEls;Claes;els@post.example.org;;;ja\r\n");
        registry.Clock.Advance(TimeSpan.FromHours(1));
        var jan = (await registry.Get<FindPerson>().ExecuteAsync("jan@post.example.org")).Value;
        await registry.OptInAsync(jan);
        var undone = await registry.Get<UndoImport>().ExecuteAsync(summary.Import!.Value, TestRegistry.By);
        Assert.True(undone.IsDone);
        Assert.Equal((2, 1), (undone.Value.Removed, undone.Value.Kept));
        await using var database = registry.Database();
        Assert.Equal(jan, (await database.People.SingleAsync()).Id);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("els@post.example.org")).Code);
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
        Assert.Equal(Core.Refusal.ImportNotClosed, Refusal(await registry.Get<UndoImport>().ExecuteAsync(summary.Import.Value, TestRegistry.By)));
    }

    [Fact]
    public async Task The_summary_has_the_shape_of_the_interface()
    {
        var json = JsonDocument.Parse((await ImportAsync(SampleFiles.Open("vdab-kandidaten.csv"))).ToJson()).RootElement;
        Assert.Equal(
            "file site profile encoding delimiter headerLine dataRows fileError mapping sensitiveHeaders outcomes rejected warnings seconds",
            string.Join(' ', json.EnumerateObject().Select(each => each.Name)));
        Assert.Equal(
            "Created Updated Unchanged DuplicateInFile Suppressed NeedsReview Rejected",
            string.Join(' ', json.GetProperty("outcomes").EnumerateObject().Select(each => each.Name)));
    }

    [Fact]
    public async Task A_file_without_contact_column_is_counted_and_leaves_nothing()
    {
        var summary = await ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes("Voornaam;Achternaam\r\nAn;Peeters\r\nJan;Maes\r\n")));
        Assert.Equal((FileError.NoContactColumn, 2), (summary.FileError, summary.Outcomes.Total));
        await using var database = registry.Database();
        Assert.Empty(await database.Set<ImportRun>().ToListAsync());
    }

    private static Core.Refusal? Refusal<T>(Core.Outcome<T> outcome) => outcome.Refusal;

    private static async IAsyncEnumerable<(long Line, string Text)> Lines(params IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            yield return (++number, line);
        }

        await Task.CompletedTask;
    }

    private static void AssertAsManifest(JsonElement expected, ImportSummary summary)
    {
        var json = JsonDocument.Parse(summary.ToJson()).RootElement;
        foreach (var name in new[] { "file", "encoding", "delimiter", "headerLine", "dataRows", "fileError" })
        {
            Assert.Equal(expected.GetProperty(name).ToString(), json.GetProperty(name).ToString());
        }

        // Of a file that is none the manifest lists no rows; they are counted as not taken in, so that the outcomes add up.
        var rejected = summary.FileError is null ? expected.GetProperty("rejectedRows").GetArrayLength() : expected.GetProperty("dataRows").GetInt32();
        var (taken, suppressed) = (expected.GetProperty("dataRows").GetInt32() - rejected, expected.GetProperty("suppressedRows").GetArrayLength());
        var duplicates = expected.GetProperty("duplicateGroups").EnumerateArray().Sum(group => group.GetArrayLength() - 1);
        Assert.Equal(
            new ImportOutcomes
            {
                Rejected = rejected,
                Suppressed = suppressed,
                DuplicateInFile = duplicates,
                Created = taken - suppressed - duplicates,
            },
            summary.Outcomes);
        Assert.Equal(
            expected.GetProperty("rejectedRows").EnumerateArray().Select(each => $"{each.GetProperty("line")} {each.GetProperty("reason")}"),
            json.GetProperty("rejected").EnumerateArray().Select(each => $"{each.GetProperty("line")} {each.GetProperty("reason")}"));
        Assert.Equal(
            expected.GetProperty("acceptedWithWarning").EnumerateArray().Select(each => $"{each.GetProperty("line")} {each.GetProperty("field")} {each.GetProperty("reason")}"),
            json.GetProperty("warnings").EnumerateArray().Select(each => $"{each.GetProperty("line")} {each.GetProperty("field")} {each.GetProperty("reason")}"));
    }

    private async Task LoadSuppressionsAsync()
    {
        var loaded = await registry.Get<LoadSuppressions>().ExecuteAsync(
            Lines(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Samples", "suppressions.txt"))), SuppressionReason.OptOut, null, TestRegistry.By);
        Assert.Empty(loaded.Unreadable);
    }

    private ImportPeople PacedImport(ImportPace pace) => new(
        registry.Get<IDbContextFactory<Core.Persistence.RegistryDbContext>>(), registry.Get<Core.Persistence.RegistryWriter>(), registry.Get<PreviewImport>(),
        registry.Get<OpenImport>(), new PlanImport(registry.Get<Core.Persistence.RegistryWriter>(), registry.Get<JudgeImport>(), pace, registry.Clock),
        new CommitImport(
            registry.Get<IDbContextFactory<Core.Persistence.RegistryDbContext>>(), registry.Get<Core.Persistence.RegistryWriter>(), registry.Get<SuppressionLookup>(),
            registry.Get<ImportBars>(), registry.Get<AddressBook>(), registry.Get<Core.Security.ProtectedValues>(), registry.Get<SuppressionIndex>(),
            registry.Get<SuppressionKeys>(), registry.Get<ExtendBars>(), pace, registry.Clock),
        registry.Get<ImportSpool>(), registry.Get<ImportReport>(), registry.Get<RecordBar>(), registry.Clock);

    private Task<ImportSummary> ImportAsync(string rows, Func<NewImport, NewImport>? but = null) =>
        ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(Header + rows)), but);

    private async Task<ImportSummary> ImportAsync(Stream source, Func<NewImport, NewImport>? but = null)
    {
        await using (source)
        {
            var import = new NewImport(source is FileStream file ? file.Name : "rows.csv");
            registry.Clock.Advance(TimeSpan.FromSeconds(1));
            var outcome = await registry.Get<ImportPeople>().ExecuteAsync(source, but?.Invoke(import) ?? import, TestRegistry.By);
            Assert.Null(outcome.Refusal);
            return outcome.Value!;
        }
    }

    private async Task<ImportSummary> PreviewAsync(Stream source)
    {
        await using (source)
        {
            return (await registry.Get<PreviewImport>().ExecuteAsync(source, new NewImport("preview.csv"))).Value!;
        }
    }

    /// <summary>The report of the last import.</summary>
    private async Task<string> ReportAsync()
    {
        await using var database = registry.Database();
        var last = await database.Set<ImportRun>().OrderBy(run => run.StartedAt).LastAsync();
        using var report = new MemoryStream();
        await registry.Get<ImportReport>().WriteAsync(last.Id, report);
        return Encoding.UTF8.GetString(report.ToArray());
    }

    /// <summary>Every mailbox in the registry with what stands about its person, ids left out.</summary>
    private async Task<List<string>> StandingsAsync()
    {
        await using var database = registry.Database();
        var people = await database.People.Include(person => person.ContactPoints).ToListAsync();
        var events = await PersonHistory.EventsOfAsync(database, people.ConvertAll(person => person.Id));
        return [.. people.SelectMany(person => person.ContactPoints.Select(point =>
        {
            var standing = Standing.Fold(events[person.Id]);
            var bars = string.Join(' ', standing.Bars.Select(bar => $"{bar.Type}@{bar.At:O}").Distinct().Order());
            return $"{registry.Get<AddressBook>().Reveal(point).Mailbox} {person.FullName} {standing.Permission?.LastOwnContactOn:O} {bars}";
        })).Order(StringComparer.Ordinal)];
    }

    private sealed class Now(Action<ImportProgress> act) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => act(value);
    }
}
