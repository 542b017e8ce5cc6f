using System.Globalization;
using System.Resources;
using ConsentRegistry.Web.Components.Administration.Jobs;
using ConsentRegistry.Web.Jobs.Scheduled;
using ConsentRegistry.Web.Jobs.Slices;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Tests.Jobs.Scheduled;

public sealed class JobScheduleTests
{
    [Fact]
    public void No_job_stands_twice_in_the_list()
    {
        Assert.Equal(JobSchedule.All.Count, JobSchedule.All.Select(period => period.Name).Distinct().Count());
        Assert.Equal(JobSchedule.All.Count, JobSchedule.All.Select(period => period.Job.Type).Distinct().Count());
        Assert.All(JobSchedule.All, period => Assert.True(period.Every > TimeSpan.Zero));
    }

    [Fact]
    public void Every_scheduled_job_of_the_web_application_is_in_the_list() => Assert.Equal(
        typeof(JobSchedule).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ScheduledJob)) && !type.IsAbstract).ToHashSet(),
        JobSchedule.All.Select(period => period.Job.Type).ToHashSet());

    [Theory]
    [InlineData("en")]
    [InlineData("nl")]
    [InlineData("fr")]
    public void Every_job_has_a_name_and_an_explanation(string language)
    {
        var texts = new ResourceManager(typeof(JobTexts));
        var set = texts.GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!;
        Assert.All(JobSchedule.All, period =>
        {
            Assert.False(string.IsNullOrEmpty(set.GetString($"Job.{period.Name}")));
            Assert.False(string.IsNullOrEmpty(set.GetString($"About.{period.Name}")));
        });
    }

    [Fact]
    public async Task The_store_is_kept_over_a_restart_and_follows_the_list()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        jobs.Get<IRecurringJobManager>().AddOrUpdate("OfAnEarlierVersion", JobSchedule.All[0].Job, "* * * * *", new RecurringJobOptions());

        await jobs.ReopenAsync();

        using var connection = jobs.Get<JobStorage>().GetConnection();
        var stored = connection.GetRecurringJobs();
        Assert.Equal(JobSchedule.All.Select(period => period.Name).Order(), stored.Select(job => job.Id).Order());
        Assert.All(stored, job => Assert.Equal("Europe/Brussels", job.TimeZoneId));
    }

    [Fact]
    public async Task The_store_has_a_write_ahead_log()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(jobs.Registry.Folder, "jobs.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_job_is_given_ids_and_nothing_else()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        var client = jobs.Get<IBackgroundJobClient>();

        client.Enqueue<SendCampaignSlice>(slice => slice.RunAsync(Guid.Empty));
        var refused = Assert.ThrowsAny<Exception>(() => client.Enqueue(() => Telling.Run("an@voorbeeld.example")));

        Assert.Contains("jobs take ids and nothing else", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("voorbeeld", refused.ToString(), StringComparison.Ordinal);
        var waiting = jobs.Get<JobStorage>().GetMonitoringApi().EnqueuedJobs("default", 0, 100);
        Assert.DoesNotContain(waiting, job => job.Value.Job.Type == typeof(Telling));
    }

    internal static class Telling
    {
        public static void Run(string address) => Assert.Fail(address);
    }
}
