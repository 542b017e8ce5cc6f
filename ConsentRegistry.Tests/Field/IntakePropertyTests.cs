using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Imports;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Field;

/// <summary>
/// RULES 8 against chance: made-up files of which it is known who refused, who is unclear and who said nothing. A failure names the seed and the file
/// and shows it. <c>CONSENT_INTAKE_FILES</c> sets how many files (CI reads more of them), <c>CONSENT_RANDOM_SEED</c> others.
/// </summary>
public sealed class IntakePropertyTests : ImportScene
{
    private const int FilesBetweenCuts = 6;

    private static readonly int Files = Chance.Number("CONSENT_INTAKE_FILES", 18);
    private static readonly MessageKind[] Kinds = [MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback];

    private readonly Random random = new(Chance.Seed);
    private int allowed;
    private int refused;
    private int doubted;

    [Fact]
    public async Task Whoever_refuses_in_any_file_gets_nothing_and_whoever_says_nothing_may_be_reached()
    {
        for (var number = 1; number <= Files; number++)
        {
            var file = new IntakeFile(random, number);
            try
            {
                await HoldsAsync(file);
                if (number % FilesBetweenCuts == 0)
                {
                    await CutAsync(file);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"Seed {Chance.Seed}, file {number}: {e.Message}\n{e.StackTrace}\n{file.Written}");
            }
        }

        // A registry that blocks everybody, or files in which nobody refuses, would prove nothing.
        Assert.True(allowed > Files && refused > Files && doubted > Files / 2, $"{allowed} allowed, {refused} refused, {doubted} in doubt");
    }

    private async Task HoldsAsync(IntakeFile file)
    {
        var summary = await ImportAsync(file);
        Assert.Null(summary.FileError);
        Assert.Equal((file.DataRows, file.Unusable), (summary.Outcomes.Total, summary.Outcomes.Rejected));
        Assert.Equal((0, 0, 0, 0), (summary.Outcomes.Updated, summary.Outcomes.Unchanged, summary.Outcomes.NeedsReview, summary.Outcomes.Suppressed));
        Assert.Equal(file.People.Count, summary.Outcomes.Created);
        Assert.Equal(file.People.Count(person => person.Refused.Count > 0), summary.OptOuts);
        Assert.Equal(
            file.Riddles.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => (each.Key, each.Value)),
            summary.Doubts.GroupBy(each => each.Value).OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => (each.Key, each.Sum(doubt => doubt.Rows))));
        await DecidesAsync(file);
        var before = await StandsAsync();

        var again = await ImportAsync(file);
        Assert.Equal((file.DataRows, 0, 0, file.Unusable), (again.Outcomes.Total, again.Outcomes.Created, again.OptOuts, again.Outcomes.Rejected));
        Assert.Equal(before, await StandsAsync());
        await DecidesAsync(file);
    }

    private async Task DecidesAsync(IntakeFile file)
    {
        foreach (var person in file.People)
        {
            foreach (var mail in person.Mails)
            {
                await DecidesAsync(person, mail, Channel.Email);
            }

            if (person.Number is { } number)
            {
                await DecidesAsync(person, number, Channel.Sms);
                await DecidesAsync(person, number, Channel.Phone);
            }
        }
    }

    private async Task DecidesAsync(IntakePerson person, string address, Channel channel)
    {
        foreach (var kind in Kinds)
        {
            var decision = await Registry.DecideAsync(address, kind, channel);
            var of = $"{kind} by {channel} to {address}: {decision.Code}";
            if (person.IsRefused(channel))
            {
                refused++;
                Assert.True(!decision.IsAllowed && decision.Code is DecisionCode.OptedOutAll or DecisionCode.ChannelOptedOut or DecisionCode.Complaint, of);
            }
            else if (person.OfLaterRows.Contains(address))
            {
                Assert.True(!decision.IsAllowed, of);
            }
            else if (person.IsInDoubt(channel))
            {
                doubted++;
                Assert.True(!decision.IsAllowed && decision.Code == DecisionCode.InDoubt, of);
            }
            else if (channel == Channel.Email && kind == MessageKind.ProjectOffer)
            {
                allowed++;
                Assert.True(decision.IsAllowed, of);
            }
        }
    }

    /// <summary>Cut off at any part and taken up again, the import ends as if nothing had happened.</summary>
    private async Task CutAsync(IntakeFile file)
    {
        var mine = Registry;
        await using var whole = await TestRegistry.OpenAsync();
        await using var other = await TestRegistry.OpenAsync();
        try
        {
            Registry = whole;
            await ImportAsync(file);
            var (standings, report) = (await StandingsAsync(), await ReportAsync());

            Registry = other;
            Registry.Clock.Advance(TimeSpan.FromSeconds(1));
            for (var isCut = true; isCut;)
            {
                using var cut = new CancellationTokenSource();
                var left = 1 + random.Next(5);
                var progress = new SynchronousProgress<ImportProgress>(_ =>
                {
                    if (--left == 0)
                    {
                        cut.Cancel();
                    }
                });
                try
                {
                    using var stream = new MemoryStream(file.Bytes);
                    await PacedImport(new BatchSizer { First = 3, Most = 3 }).ExecuteAsync(stream, Origin, TestRegistry.By, null, progress, cut.Token);
                    isCut = false;
                }
                catch (OperationCanceledException)
                {
                    await Registry.ReopenAsync();
                }
            }

            Assert.Equal(report, await ReportAsync());
            Assert.Equal(standings, await StandingsAsync());
            await DecidesAsync(file);
        }
        finally
        {
            Registry = mine;
        }
    }

    private static NewImport Origin { get; } = new("rows.csv")
    {
        Relationship = Relationship.CandidateApplied,
        Source = AcquisitionSource.AdResponse,
        Moment = CollectionMoment.JobApplication,
        NoticeVersion = "v3",
    };

    private Task<ImportSummary> ImportAsync(IntakeFile file) => ImportAsync(new MemoryStream(file.Bytes), _ => Origin);

    private async Task<(int People, int Points, int Entries, string Standings)> StandsAsync()
    {
        await using var database = Registry.Database();
        return (await database.People.CountAsync(), await database.ContactPoints.CountAsync(), await database.SuppressionEntries.CountAsync(), string.Join('\n', await StandingsAsync()));
    }
}
