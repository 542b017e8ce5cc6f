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
        var overviews = provider.GetRequiredService<OverviewQueries>();
        Console.WriteLine("| question of the start page | p50 | p95 | max |\n|---|---|---|---|");
        await AskAsync("who has to be told (Article 14)", () => overviews.NoticesDueAsync());
        await AskAsync("rows of imports to look at", () => overviews.RowsForReviewAsync(30));
        await AskAsync("campaigns at hand", () => overviews.CampaignsAsync());
        await AskAsync("standing by topic", () => overviews.StandingsAsync());
        await AskAsync("opt-outs per week", () => overviews.OptOutsPerWeekAsync(12));
        await AskAsync("held back, by reason", () => overviews.BlockedByReasonAsync(90));
        await AskAsync("the last imports", () => overviews.LastImportsAsync(8));
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
