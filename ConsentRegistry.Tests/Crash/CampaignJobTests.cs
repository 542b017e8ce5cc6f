using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Tests.Crash;

/// <summary>A campaign and a power cut, with the real program (guarantee 6).</summary>
public sealed class CampaignJobTests
{
    private const int People = 30;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_campaign_cut_off_in_the_middle_goes_on_by_itself_and_nobody_is_written_to_twice(bool damagesJobs)
    {
        await using var registry = await TestRegistry.OpenAsync();
        await StartCampaignAsync(registry);
        await registry.CloseAsync();
        var outbox = Path.Combine(registry.Folder, "outbox");

        using (var server = await RegistryProcess.ServeAsync(registry.Folder, Cancel, "--data", registry.Folder))
        {
            await Eventually.HoldsAsync(() => Task.FromResult(Mails(outbox).Count >= 3));
            await server.KillAsync(Cancel);
        }

        var before = Mails(outbox);
        Assert.InRange(before.Count, 3, People - 1);
        if (damagesJobs)
        {
            // Its log holds all pages once more and would mend it.
            File.Delete(Path.Combine(registry.Folder, "jobs.db-wal"));
            await File.WriteAllTextAsync(Path.Combine(registry.Folder, "jobs.db"), "This was a database once.", Cancel);
        }

        using (var server = await RegistryProcess.ServeAsync(registry.Folder, Cancel, "--data", registry.Folder))
        {
            await Eventually.HoldsAsync(async () => (await CountsAsync(registry.Folder, "Campaigns")).ContainsKey(nameof(CampaignState.Finished)));
            Assert.Equal(0, await server.TerminateAsync(Cancel));
        }

        var states = await CountsAsync(registry.Folder, "Deliveries");
        // One hand-over is under way at a time: of the others that were claimed it is certain that nothing was offered.
        Assert.InRange(states.GetValueOrDefault(nameof(DeliveryState.Unknown)), 0, 1);
        Assert.Equal(People, states.GetValueOrDefault(nameof(DeliveryState.Unknown)) + states[nameof(DeliveryState.Sent)]);
        // What was sent before the cut is as it was; what nobody knows of was not sent again.
        Assert.All(before, mail => Assert.Equal(mail.Value, Mails(outbox)[mail.Key]));
        Assert.InRange(Mails(outbox).Count, states[nameof(DeliveryState.Sent)], People);
        Assert.Equal(Mails(outbox).Count, Mails(outbox).Values.Distinct().Count());
        Assert.Equal(damagesJobs ? 1 : 0, Directory.GetFiles(registry.Folder, "jobs.db.damaged-*").Length);
        Assert.Equal(0, (await RegistryProcess.RunAsync(registry.Folder, Cancel, "verify", "--data", registry.Folder)).Exit);
    }

    private static async Task StartCampaignAsync(TestRegistry registry)
    {
        for (var i = 0; i < People; i++)
        {
            await registry.CandidateAsync($"an{i}@voorbeeld.example", "An", $"Peeters {i}");
        }

        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft
            {
                Name = "Java in Gent",
                Kind = MessageKind.ProjectOffer,
                OfferReference = "P-7",
                MatchReason = "Java",
                MostPerMinute = 600,
                Audience = new Audience { Relationships = [Relationship.CandidateApplied] },
            },
            TestRegistry.By);
        Assert.True((await registry.Get<StartCampaign>().StartAsync(saved.Value!.Id)).IsDone);
    }

    /// <summary>The files of the outbox with the line that says to whom.</summary>
    private static Dictionary<string, string> Mails(string outbox) => Directory.Exists(outbox)
        ? Directory.GetFiles(outbox, "*.eml").ToDictionary(file => file, file => File.ReadLines(file).First(line => line.StartsWith("To:", StringComparison.Ordinal)))
        : [];

    private static async Task<Dictionary<string, long>> CountsAsync(string folder, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "registry.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT State, count(*) FROM {table} GROUP BY State";
        var counts = new Dictionary<string, long>();
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        return counts;
    }
}
