using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Writing;

/// <summary>What others write between the look at a file and the writing of its rows. The row that it concerns is on line 11.</summary>
public sealed class ConcurrentWritesTests : ImportScene
{
    [Theory]
    [InlineData("", DecisionCode.ContactPermission)]
    [InlineData("ja", DecisionCode.OptedOutAll)]
    public async Task Whoever_is_registered_meanwhile_is_not_there_twice(string optedOut, DecisionCode code)
    {
        var registered = Guid.Empty;
        var summary = await ImportWithAsync(optedOut, async () => registered = await Registry.CandidateAsync("an9@post.example.org"));
        Assert.Equal((11, 1), (summary.Outcomes.Created, summary.Outcomes.NeedsReview));
        Assert.Contains("11,NeedsReview,ChangedMeanwhile,", await ReportAsync(), StringComparison.Ordinal);
        await using var database = Registry.Database();
        Assert.Equal(12, await database.People.CountAsync());
        Assert.Equal(registered, (await database.Set<ImportRunRow>().SingleAsync(row => row.Line == 11)).Person);
        Assert.Equal(code, (await Registry.DecideAsync("an9@post.example.org")).Code);
        Assert.Empty((await Registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task An_opt_out_that_another_import_brings_meanwhile_puts_the_row_out()
    {
        var summary = await ImportWithAsync("", () => ImportAsync("An;Pj;an9@post.example.org;;;ja\r\n"));
        Assert.Equal((11, 1), (summary.Outcomes.Created, summary.Outcomes.Suppressed));
        await using var database = Registry.Database();
        var row = await database.Set<ImportRunRow>().SingleAsync(each => each.ImportId == summary.Import && each.Line == 11);
        Assert.Equal((RowOutcome.Suppressed, "OptOut", null), (row.Outcome, row.Reason, row.Person));
        Assert.Equal(12, await database.People.CountAsync());
    }

    [Fact]
    public async Task The_bars_of_the_import_itself_put_nothing_out()
    {
        var summary = await ImportWithAsync("ja", () => Task.CompletedTask);
        Assert.Equal(12, summary.Outcomes.Created);
        Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("an9@post.example.org")).Code);
    }

    [Theory]
    [InlineData("An;Peeters;an@post.example.org;;;ja\r\nAn;Peeters;;0475123456;;\r\n")]
    [InlineData("An;Peeters;;0475123456;;ja\r\nAn;Peeters;an@post.example.org;;;\r\n")]
    [InlineData("An;Peeters;an@post.example.org;;;05/02/2026\r\nAn;Peeters;;0475123456;;03/02/2026\r\n")]
    [InlineData("An;Peeters;an@post.example.org;;;05/02/2026\r\nBo;Maes;bo@post.example.org;0475123456;;03/02/2026\r\n")]
    public async Task A_bar_of_the_import_that_goes_to_the_other_addresses_of_its_person_puts_nothing_out_however_the_rows_are_parted(string rows)
    {
        var mine = Registry;
        var seen = new List<(ImportOutcomes Outcomes, string Report, List<string> Standings)>();
        foreach (var pace in new[] { new BatchSizer { First = 1, Most = 1 }, new BatchSizer() })
        {
            await using var other = await TestRegistry.OpenAsync();
            Registry = other;
            await ImportAsync("An;Peeters;an@post.example.org;0475123456;;\r\n");
            Registry.Clock.Advance(TimeSpan.FromSeconds(1));
            using var source = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
            var summary = (await PacedImport(pace).ExecuteAsync(source, new NewImport("rows.csv"), TestRegistry.By)).Value!;
            seen.Add((summary.Outcomes, await ReportAsync(), await StandingsAsync()));
            Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("0475123456", channel: Channel.Phone)).Code);
            Registry = mine;
        }

        Assert.Equal(0, seen[0].Outcomes.Suppressed);
        Assert.Equal(seen[1].Report, seen[0].Report);
        Assert.Equal(seen[1].Standings, seen[0].Standings);
        Assert.Equal(seen[1].Outcomes, seen[0].Outcomes);
    }

    [Fact]
    public async Task A_row_follows_its_person_into_the_record_that_it_was_merged_into()
    {
        var known = await Registry.CandidateAsync("an9@post.example.org", family: "");
        var kept = await Registry.CandidateAsync("an.p@ictmail.example", family: "");
        var summary = await ImportWithAsync("", () => Registry.Get<MergePeople>().ExecuteAsync(known, kept, TestRegistry.By), phone: false);
        Assert.Equal((11, 1), (summary.Outcomes.Created, summary.Outcomes.Updated));
        await using var database = Registry.Database();
        Assert.Equal("An Pj", (await database.People.SingleAsync(person => person.Id == kept)).FullName);
        Assert.Equal(kept, (await database.Set<ImportRunRow>().SingleAsync(row => row.Line == 11)).Person);
    }

    [Fact]
    public async Task A_row_whose_person_is_gone_needs_review()
    {
        var earlier = await ImportAsync("An;;an9@post.example.org;;;\r\n");
        var summary = await ImportWithAsync("", () => Registry.Get<UndoImport>().ExecuteAsync(earlier.Import!.Value, TestRegistry.By), phone: false);
        Assert.Equal((11, 0, 1), (summary.Outcomes.Created, summary.Outcomes.Updated, summary.Outcomes.NeedsReview));
    }

    /// <summary>Imports twelve people, three at once; something happens after the first three.</summary>
    private async Task<ImportSummary> ImportWithAsync(string optedOut, Func<Task> meanwhile, bool phone = true)
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(
            i => $"An;P{(char)('a' + i)};an{i}@post.example.org;{(phone ? $"04751234{i:00}" : "")};;{(i == 9 ? optedOut : "")}\r\n"));
        var done = false;
        var progress = new SynchronousProgress<ImportProgress>(each =>
        {
            if (each.State == ImportState.Committing && !done)
            {
                done = true;
                Registry.Clock.Advance(TimeSpan.FromSeconds(1));
                meanwhile().GetAwaiter().GetResult();
            }
        });
        Registry.Clock.Advance(TimeSpan.FromSeconds(1));
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
        var summary = (await PacedImport(new BatchSizer { First = 3, Most = 3 }).ExecuteAsync(source, new NewImport("rows.csv"), TestRegistry.By, null, progress)).Value!;
        Assert.True(done);
        return summary;
    }
}
