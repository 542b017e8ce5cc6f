using System.Text;
using System.Text.Json;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Tabular;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Runs;

/// <summary>What a file brings into the registry.</summary>
public sealed class ImportPeopleTests : ImportScene
{
    public static TheoryData<string> Names => [.. SampleFiles.Names];

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
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        var again = (await ImportAsync(SampleFiles.Open(name))).Outcomes;
        Assert.Equal((0, 0, 0), (again.Created, again.Updated, again.NeedsReview));
        Assert.Equal(summary.Outcomes.Total, again.Total);
        Assert.Equal(before, await StandingsAsync());
        Assert.Empty((await Registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task A_preview_stores_nothing()
    {
        var summary = await PreviewAsync(SampleFiles.Open("vdab-kandidaten.csv"));
        Assert.True(summary.Outcomes.Created > 0);
        await using var database = Registry.Database();
        Assert.Equal((0, 0), (await database.People.CountAsync(), await database.Set<ImportRun>().CountAsync()));
        Assert.False(Directory.Exists(Path.Combine(Registry.Folder, "spool")));
    }

    [Fact]
    public async Task A_known_person_gets_blanks_filled_and_nothing_written_over()
    {
        var id = await Registry.CandidateAsync("an@post.example.org", family: "");
        var summary = await ImportAsync("Ann;Peeters;an@post.example.org;;;\r\n");
        Assert.Equal(1, summary.Outcomes.NeedsReview);
        summary = await ImportAsync("An;Peeters;an@post.example.org;;;\r\n");
        Assert.Equal(1, summary.Outcomes.Updated);
        await using var database = Registry.Database();
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
        var decision = await Registry.DecideAsync("an@post.example.org");
        Assert.Equal((code, verdict), (decision.Code, decision.Verdict.ToString()));
    }

    [Theory]
    [InlineData("15/03/2024", DecisionCode.PermissionLapsed)]
    [InlineData("17/03/2024", DecisionCode.ContactPermission)]
    [InlineData("", DecisionCode.NoBasis)]
    [InlineData("17/03/2030", DecisionCode.NoBasis)]
    [InlineData("vorige lente", DecisionCode.NoBasis)]
    public async Task The_permission_counts_from_the_stated_contact_and_does_not_arise_where_that_is_unknown(string appliedOn, DecisionCode code)
    {
        await ImportAsync($"An;Peeters;an@post.example.org;;{appliedOn};\r\n", import => import with { NoticeVersion = "v3" });
        Assert.Equal(code, (await Registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_list_of_a_mailing_tool_gives_no_permission()
    {
        await ImportAsync("An;Peeters;an@post.example.org;;;\r\n", import => import with { Site = "Mailchimp", NoticeVersion = "v3" });
        Assert.Equal(DecisionCode.NoBasis, (await Registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task The_summary_has_the_shape_of_the_interface()
    {
        var json = JsonDocument.Parse((await ImportAsync(SampleFiles.Open("vdab-kandidaten.csv"))).ToJson()).RootElement;
        Assert.Equal(
            "file site profile encoding delimiter headerLine dataRows fileError mapping sensitiveHeaders outcomes rejected warnings optOuts doubts seconds",
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
        await using var database = Registry.Database();
        Assert.Empty(await database.Set<ImportRun>().ToListAsync());
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
}
