using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Tests.Jobs.Slices;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Jobs.History;

namespace ConsentRegistry.Tests.Jobs.Engine;

/// <summary>The file of the engine may be damaged or gone at any start: nothing but the history of runs is lost with it.</summary>
public sealed class JobStoreTests : CampaignJobScene
{
    [Theory]
    [InlineData("overwritten")]
    [InlineData("torn")]
    [InlineData("foreign")]
    [InlineData("read-only mark")]
    public async Task A_damaged_store_is_moved_aside_and_the_campaign_goes_on_with_what_was_not_sent(string damage)
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        var file = Path.Combine(jobs.Registry.Folder, "jobs.db");
        await jobs.Registry.CandidateAsync(An);
        var campaign = await BeginAsync(jobs, Offer());
        await jobs.Turns.GiveAsync(CancellationToken.None);

        await jobs.ReopenAsync(() => Damage(file, damage));
        await jobs.StartEngineAsync();
        await jobs.Turns.GiveAsync(CancellationToken.None);
        await Eventually.HoldsAsync(async () => await StateAsync(jobs, campaign) == CampaignState.Finished);

        Assert.Equal(1, Outbox(jobs));
        var aside = Assert.Single(jobs.Get<JobStore>().MovedAside);
        Assert.Equal(("jobs.db.damaged-20260316T080000Z", jobs.Registry.Clock.Now), (aside.File, aside.At));
        Assert.True(File.Exists(Path.Combine(jobs.Registry.Folder, aside.File)));
    }

    [Fact]
    public async Task A_store_that_is_gone_is_made_anew_without_a_word()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.ReopenAsync(() =>
        {
            foreach (var file in Directory.GetFiles(jobs.Registry.Folder, "jobs.db*"))
            {
                File.Delete(file);
            }
        });

        Assert.Empty(jobs.Get<JobStore>().MovedAside);
        Assert.All(await jobs.Get<JobQueries>().ListAsync(), line => Assert.NotNull(line.NextAt));
    }

    [Fact]
    public async Task A_whole_store_stays_and_so_does_its_history()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await Eventually.HoldsAsync(async () => (await jobs.LineAsync("LedgerAnchor")).Runs == 1);

        await jobs.ReopenAsync();

        Assert.Empty(jobs.Get<JobStore>().MovedAside);
        Assert.Equal(1, (await jobs.LineAsync("LedgerAnchor")).Runs);
    }

    private static void Damage(string file, string damage)
    {
        switch (damage)
        {
            case "overwritten":
                File.WriteAllText(file, "This was a database once.");
                break;
            case "read-only mark":
                File.Delete($"{file}-wal");
                using (var stream = new FileStream(file, FileMode.Open))
                {
                    // The version of the format that is needed to write: one that nobody knows.
                    stream.Position = 18;
                    stream.WriteByte(9);
                }

                break;
            case "torn":
                // The beginning is still that of a database; what it says about the rest is not true any more.
                using (var stream = new FileStream(file, FileMode.Open))
                {
                    stream.SetLength(stream.Length / 2);
                    stream.Position = 4096;
                    stream.Write(new byte[4096]);
                }

                break;
            default:
                File.Delete(file);
                using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
                {
                    connection.Open();
                    using var command = connection.CreateCommand();
                    command.CommandText = "CREATE VIEW \"Job\" AS SELECT 1 AS \"One\"";
                    command.ExecuteNonQuery();
                }

                break;
        }
    }
}
