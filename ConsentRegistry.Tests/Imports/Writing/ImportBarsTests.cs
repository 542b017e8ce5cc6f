using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports.Writing;

/// <summary>What a file bars, and that nothing in a file lifts a bar.</summary>
public sealed class ImportBarsTests : ImportScene
{
    [Fact]
    public async Task An_erased_address_is_not_brought_back()
    {
        await Registry.CandidateAsync("an@post.example.org");
        var person = (await Registry.Get<FindPerson>().ExecuteAsync("an@post.example.org")).Value;
        await Registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        var summary = await ImportAsync("An;Peeters;AN+cv@post.example.org;;;\r\n");
        Assert.Equal(1, summary.Outcomes.Suppressed);
        Assert.Equal("2,Suppressed,Erasure,", (await ReportAsync()).Split("\r\n")[1]);
        Assert.Equal(DecisionCode.ErasedSuppressed, (await Registry.DecideAsync("an@post.example.org")).Code);
        await using var database = Registry.Database();
        Assert.Empty(await database.People.ToListAsync());
    }

    [Fact]
    public async Task An_opted_out_row_bars_all_addresses_of_its_person_also_from_a_duplicate()
    {
        var summary = await ImportAsync("An;Peeters;an@post.example.org;0475123456;;\r\nAn;Peeters;an.p@ictmail.example;0475123456;;ja\r\n");
        Assert.Equal((1, 1), (summary.Outcomes.Created, summary.Outcomes.DuplicateInFile));
        Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("an@post.example.org")).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("an.p@ictmail.example")).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("0475123456", channel: Channel.Phone)).Code);
        var again = await ImportAsync("An;Peeters;an@post.example.org;;;nee\r\n");
        Assert.Equal(1, again.Outcomes.Suppressed);
        Assert.Equal(DecisionCode.OptedOutAll, (await Registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_suppressed_row_leaves_keys_of_its_other_addresses_and_nothing_else()
    {
        await Registry.OptOutAsync("an@post.example.org");
        Registry.Clock.Advance(TimeSpan.FromDays(3));
        var summary = await ImportAsync("An;Peeters;an@post.example.org;0475123456;;\r\n");
        Assert.Equal(1, summary.Outcomes.Suppressed);
        await using var database = Registry.Database();
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
        await Registry.Get<LoadSuppressions>().ExecuteAsync(SuppressionLines.Of("@noordzee.example"), SuppressionReason.DomainRequest, null, TestRegistry.By);
        var summary = await ImportAsync("An;Peeters;an@noordzee.example;0475123456;;\r\nJan;Maes;jan@ictmail.example;;;\r\n");
        Assert.Equal((1, 1), (summary.Outcomes.Suppressed, summary.Outcomes.Created));
        await using var database = Registry.Database();
        Assert.Equal(1, await database.SuppressionEntries.CountAsync());
    }

    [Theory]
    [InlineData(false, "ja;01/03/2026;Ja, stuur mij projecten", DecisionCode.NoBasis)]
    [InlineData(true, "ja;01/03/2026;Ja, stuur mij projecten", DecisionCode.OptIn)]
    [InlineData(true, "ja;;Ja, stuur mij projecten", DecisionCode.NoBasis)]
    [InlineData(true, "ja;01/03/2026;", DecisionCode.NoBasis)]
    [InlineData(true, "nee;01/03/2026;Ja, stuur mij projecten", DecisionCode.OptedOutAll)]
    public async Task A_yes_in_a_file_is_a_claim_unless_the_DPO_approved_its_source_and_date_and_wording_are_there(bool approved, string cells, DecisionCode code)
    {
        var save = Registry.Get<SaveImportProfile>();
        await save.ExecuteAsync(new NewImportProfile("Beurs")
        {
            Relationship = Relationship.Unknown,
            NoticeVersion = "v3",
            OptInTopic = Topic.Projects,
            OptInPolicyVersion = "v3",
            Columns = new Dictionary<string, ImportField?> { ["Ok"] = ImportField.MarketingOptIn, ["Op"] = ImportField.MarketingOptInAt, ["Tekst"] = ImportField.OptInWording },
        });
        if (approved)
        {
            await Registry.Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "v3"), "dpo");
        }

        await ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes($"Naam;E-mail;Ok;Op;Tekst\r\nAn Peeters;an@post.example.org;{cells}\r\n")), import => import with { Profile = "Beurs" });
        Assert.Equal(code, (await Registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_proven_opt_in_of_a_file_lifts_no_bar()
    {
        await Registry.OptOutAsync("an@post.example.org", "topic:Projects");
        Registry.Clock.Advance(TimeSpan.FromDays(30));
        var save = Registry.Get<SaveImportProfile>();
        await save.ExecuteAsync(new NewImportProfile("Beurs") { NoticeVersion = "v3", OptInTopic = Topic.Projects, OptInPolicyVersion = "v3" });
        await Registry.Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "v3"), "dpo");
        var rows = "Naam;E-mail;Nieuwsbrief;Datum toestemming;Tekst toestemming\r\nAn Peeters;an@post.example.org;ja;01/04/2026;Ja, stuur mij projecten\r\n";
        Assert.Equal(1, (await ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(rows)), import => import with { Profile = "Beurs" })).Outcomes.Created);
        Assert.Equal(DecisionCode.TopicOptedOut, (await Registry.DecideAsync("an@post.example.org")).Code);
    }

    [Theory]
    [InlineData("topic:Projects", DecisionCode.TopicOptedOut)]
    [InlineData("channel:Phone", DecisionCode.ChannelOptedOut)]
    public async Task A_narrow_bar_on_one_address_of_a_new_person_stands_on_the_other_even_after_undo(string scope, DecisionCode code)
    {
        await Registry.OptOutAsync("an@post.example.org", scope);
        var import = (await ImportAsync("An;Peeters;an@post.example.org;0475123456;;\r\n", each => each with { NoticeVersion = "v3" })).Import;
        Assert.True((await Registry.Get<UndoImport>().ExecuteAsync(import!.Value, TestRegistry.By)).IsDone);
        await Registry.CandidateAsync("0475123456");
        Assert.Equal(code, (await Registry.DecideAsync("0475123456", channel: Channel.Phone)).Code);
    }

    [Fact]
    public async Task A_bar_that_comes_while_the_import_runs_puts_its_row_out()
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(i => $"An;P{(char)('a' + i)};an{i}@post.example.org;04751234{i:00};;\r\n"));
        var barred = false;
        var progress = new SynchronousProgress<ImportProgress>(each =>
        {
            if (each.State == ImportState.Committing && !barred)
            {
                barred = true;
                Registry.Clock.Advance(TimeSpan.FromSeconds(1));
                Registry.OptOutAsync("an9@post.example.org").GetAwaiter().GetResult();
            }
        });
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
        var summary = (await PacedImport(new BatchSizer { First = 3, Most = 3 }).ExecuteAsync(source, new NewImport("rows.csv"), TestRegistry.By, null, progress)).Value!;
        Assert.Equal((11, 1), (summary.Outcomes.Created, summary.Outcomes.Suppressed));
        Assert.Contains("11,Suppressed,OptOut,", await ReportAsync(), StringComparison.Ordinal);
        await using var database = Registry.Database();
        Assert.Equal(2, await database.SuppressionEntries.CountAsync());
    }
}
