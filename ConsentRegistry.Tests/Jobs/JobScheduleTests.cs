using System.Globalization;
using System.Resources;
using ConsentRegistry.Web.Components.Jobs;
using ConsentRegistry.Web.Jobs;
using Microsoft.Data.Sqlite;
using Quartz;

namespace ConsentRegistry.Tests.Jobs;

public sealed class JobScheduleTests
{
    [Fact]
    public void No_job_stands_twice_in_the_list()
    {
        Assert.Equal(JobSchedule.All.Count, JobSchedule.All.Select(period => period.Name).Distinct().Count());
        Assert.Equal(JobSchedule.All.Count, JobSchedule.All.Select(period => period.Type).Distinct().Count());
        Assert.All(JobSchedule.All, period => Assert.True(period.Type.IsAssignableTo(typeof(IJob)) && period.Every > TimeSpan.Zero));
    }

    [Fact]
    public void Every_job_of_the_web_application_is_in_the_list_or_belongs_to_a_campaign() => Assert.Equal(
        typeof(JobSchedule).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IJob)) && !type.IsAbstract).Except([typeof(DeliverCampaignJob)]).ToHashSet(),
        JobSchedule.All.Select(period => period.Type).ToHashSet());

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
        var old = JobBuilder.Create<LedgerAnchorJob>().WithIdentity("OfAnEarlierVersion", JobSchedule.Group).StoreDurably().Build();
        await jobs.Scheduler.AddJob(old, new AddJobOptions());

        await jobs.ReopenAsync();

        var stored = await jobs.Scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All });
        Assert.Equal(JobSchedule.All.Select(period => period.Name).Order(), stored.Items.Select(job => job.Key.Name).Order());
        var triggers = await jobs.Scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All });
        Assert.Equal(JobSchedule.All.Count, triggers.Items.Count);
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
}
