using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Demo;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Commands.Demo;

public sealed class DemoVerbTests
{
    [Fact]
    public async Task An_empty_folder_gets_two_years_in_three_languages_and_then_no_second_demonstration()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CloseAsync();
        var (exit, output, _) = await RunAsync(registry);
        Assert.Equal(0, exit);
        Assert.Contains("invented people", output, StringComparison.Ordinal);
        Assert.All(DemoSignIns.All, colleague => Assert.Contains($"  {colleague.Email,-24} {colleague.DisplayName,-16} ", output, StringComparison.Ordinal));
        Assert.Contains($"all with the password \"{DemoSignIns.Password}\"", output, StringComparison.Ordinal);
        Assert.True(new DataFolder(registry.Folder).IsDemo);

        var (again, _, error) = await RunAsync(registry);
        Assert.Equal(1, again);
        Assert.Contains("is not empty", error, StringComparison.Ordinal);

        registry.Clock.Set(TimeProvider.System.GetUtcNow());
        await registry.StartAsync();
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
        await using var database = registry.Database();
        var people = await database.People.AsNoTracking().ToListAsync();
        Assert.InRange(people.Count, 280, 300);
        // The four did it themselves: their names stand in the history.
        var operators = await database.LedgerEvents.Select(each => each.Operator).Distinct().ToListAsync();
        Assert.InRange(operators.Count(by => Guid.TryParse(by, out _)), 3, DemoSignIns.All.Count);
        Assert.DoesNotContain(operators, by => by.StartsWith("demo:", StringComparison.Ordinal));
        Assert.Equal(["en", "fr", "nl"], people.Select(person => person.Language).Distinct().Order());
        var (first, last) = (people.Min(person => person.CreatedAt), people.Max(person => person.CreatedAt));
        Assert.True(last - first > TimeSpan.FromDays(700), $"{first} to {last}");
        var states = await database.Set<Delivery>().Select(each => each.State).Distinct().ToListAsync();
        Assert.Contains(DeliveryState.Sent, states);
        Assert.Contains(DeliveryState.Blocked, states);
        Assert.Contains(await registry.Get<StandingQueries>().ByTopicAsync(), count => count.OptedIn > 20);
        Assert.NotEmpty(await registry.Get<HandOverQueries>().BlockedByReasonAsync());
        Assert.Contains(await registry.Get<OptOutQueries>().PerWeekAsync(), week => week.Everywhere + week.ByChannel.Values.Sum() > 0);
        var outcomes = (await registry.Get<ImportTaskQueries>().LastAsync(1)).Single().Outcomes;
        // Two who said no stand in the file, and three who are known: the history ends today, so that today tells who of these had said no as well.
        Assert.Equal((9, 1, 5, 1), (outcomes.Created, outcomes.DuplicateInFile, outcomes.Updated + outcomes.Suppressed, outcomes.Rejected));
        Assert.InRange(outcomes.Suppressed, 2, 5);
        Assert.Equal(
            [LedgerEventType.Erasure, LedgerEventType.OptInRecorded, LedgerEventType.OptOutAll],
            (await database.LedgerEvents.Select(each => each.Type).Distinct().ToListAsync())
                .Where(type => type is LedgerEventType.Erasure or LedgerEventType.OptInRecorded or LedgerEventType.OptOutAll).OrderBy(type => type.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_with_a_suppression_list_is_somebodys()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.OptOutAsync("an@voorbeeld.example");
        await registry.CloseAsync();
        var (exit, _, error) = await RunAsync(registry);
        Assert.Equal(1, exit);
        Assert.Contains("is not empty", error, StringComparison.Ordinal);
        await registry.StartAsync();
    }

    private static async Task<(int? Exit, string Output, string Error)> RunAsync(TestRegistry registry)
    {
        using var caller = new Caller(directory: registry.Folder);
        var exit = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
            .TryRunAsync(["demo", "--data", "."], caller.Console, TestContext.Current.CancellationToken);
        return (exit, caller.Output, caller.Error);
    }
}
