using ConsentRegistry.Core.Overviews;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Measure;

/// <summary>The questions of the start page, one by one, and the count behind its first chart that a job makes once a day.</summary>
internal static class HomeMeasurement
{
    private const int Rounds = 20;

    public static async Task RunAsync(string data)
    {
        await using var provider = await OpenRegistry.OfAsync(data);
        Console.WriteLine("| question of the start page | p50 | p95 | max |\n|---|---|---|---|");
        await AskAsync("who has to be told (Article 14)", () => Of<NoticeTaskQueries>().DueAsync());
        await AskAsync("unclear refusals", () => Of<DoubtTaskQueries>().ReadAsync());
        await AskAsync("what imports want", () => Of<ImportTaskQueries>().ReadAsync());
        await AskAsync("what campaigns want", () => Of<CampaignTaskQueries>().ReadAsync());
        await AskAsync("standing by topic", () => Of<StandingQueries>().ByTopicAsync());
        await AskAsync("opt-outs per week", () => Of<OptOutQueries>().PerWeekAsync());
        await AskAsync("handed over and held back", () => Of<HandOverQueries>().LastDaysAsync());
        await AskAsync("held back, by reason", () => Of<HandOverQueries>().BlockedByReasonAsync());
        await AskAsync("new people", () => Of<RecordedQueries>().PeopleAsync());
        await AskAsync("new opt-ins", () => Of<RecordedQueries>().OptInsAsync());
        await AskAsync("the last imports", () => Of<ImportTaskQueries>().LastAsync(8));
        var counting = new Timings();
        for (var i = 0; i < 3; i++)
        {
            await counting.AddAsync(async () =>
            {
                await provider.GetRequiredService<CountStandings>().ExecuteAsync();
                return true;
            });
        }

        Console.WriteLine($"| (job) counting standings | {counting} |");

        // Each time one that remembers no answer.
        T Of<T>() => ActivatorUtilities.CreateInstance<T>(provider);
    }

    private static async Task AskAsync<T>(string question, Func<Task<T>> ask)
    {
        var timings = new Timings();
        for (var i = 0; i < Rounds; i++)
        {
            await timings.AddAsync(ask);
        }

        Console.WriteLine($"| {question} | {timings} |");
    }
}
