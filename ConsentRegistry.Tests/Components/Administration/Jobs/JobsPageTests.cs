using System.Globalization;
using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Jobs;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Components.Administration.Jobs;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Jobs.History;
using ConsentRegistry.Web.Jobs.Scheduled;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace ConsentRegistry.Tests.Components.Administration.Jobs;

public sealed class JobsPageTests : BunitContext
{
    private readonly SignedIn signedIn = new() { Roles = [Role.Administrator] };
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public JobsPageTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices();
    }

    [Fact]
    public async Task The_page_shows_every_job_with_its_period_and_how_it_went()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await Eventually.HoldsAsync(async () => (await jobs.Get<JobQueries>().ListAsync()).All(line => line.Runs >= 1));
        var page = Show(jobs);

        page.WaitForAssertion(() =>
        {
            var markup = page.Markup;
            Assert.Contains("Mark how far the ledger goes", markup, StringComparison.Ordinal);
            Assert.Contains("24 h", markup, StringComparison.Ordinal);
            Assert.Contains("Bring the opt-out journal into the database", markup, StringComparison.Ordinal);
            Assert.Contains("1 min", markup, StringComparison.Ordinal);
        });
        Assert.NotEmpty(page.FindAll(".badge.success"));
    }

    [Fact]
    public async Task Run_now_runs_the_job_in_the_name_of_the_operator_and_says_so()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await Eventually.HoldsAsync(async () => (await jobs.LineAsync("LedgerAnchor")).Runs == 1);
        var page = Show(jobs);
        page.WaitForElement("[aria-label='Run now: Mark how far the ledger goes']");

        page.Find("[aria-label='Run now: Mark how far the ledger goes']").Click();

        page.WaitForAssertion(() => Assert.Equal("Started: Mark how far the ledger goes", page.Find(".notice.success p").TextContent));
        await Eventually.HoldsAsync(async () => (await jobs.LineAsync("LedgerAnchor")).Runs == 2);
        Assert.Equal(SignedIn.Id, Assert.Single((await jobs.Get<AuditQueries>().ListAsync(new AuditFilter())).Rows).Operator);
        await DisposeComponentsAsync();
    }

    [Fact]
    public async Task What_runs_often_is_one_line_of_the_history_with_how_often()
    {
        await using var jobs = await RunningJobs.StartAsync();
        await Eventually.HoldsAsync(async () => (await jobs.Get<JobQueries>().ListAsync()).All(line => line.Runs >= 1));
        await jobs.Get<RunJobNow>().ExecuteAsync("JournalCatchUp", "operator-1");
        await Eventually.HoldsAsync(async () => (await jobs.LineAsync("JournalCatchUp")).Runs >= 2);
        await Eventually.HoldsAsync(async () => (await jobs.Get<JobQueries>().RunsAsync(0, 20)).Rows.Any(line => line.Times >= 2));
        var page = Show(jobs);

        page.WaitForAssertion(() => Assert.Contains(" times since ", page.Markup, StringComparison.Ordinal));
        Assert.Equal(JobSchedule.All.Count, (await jobs.Get<JobQueries>().RunsAsync(0, 20)).Total);
        await DisposeComponentsAsync();
    }

    [Fact]
    public async Task A_store_that_was_made_anew_is_told_of_and_the_file_is_named()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        await jobs.ReopenAsync(() => File.WriteAllText(Path.Combine(jobs.Registry.Folder, "jobs.db"), "no database"));
        var page = Show(jobs);

        page.WaitForAssertion(() => Assert.Contains("jobs.db.damaged-20260316T080000Z", page.Find(".notice.warning p").TextContent, StringComparison.Ordinal));
        await DisposeComponentsAsync();
    }

    [Fact]
    public async Task Who_is_no_administrator_any_more_runs_nothing()
    {
        await using var jobs = await RunningJobs.PrepareAsync();
        var page = Show(jobs);
        page.WaitForElement("[aria-label='Run now: Mark how far the ledger goes']");
        signedIn.Roles = [Role.Dpo];

        page.Find("[aria-label='Run now: Mark how far the ledger goes']").Click();

        page.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", page.Find(".notice.danger p").TextContent));
        Assert.Empty((await jobs.Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        await DisposeComponentsAsync();
    }

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        base.Dispose(disposing);
    }

    private IRenderedComponent<JobsPage> Show(RunningJobs jobs)
    {
        Services.AddSingleton(jobs.Get<JobQueries>());
        Services.AddSingleton(jobs.Get<RunJobNow>());
        Services.AddSingleton(jobs.Get<JobStore>());
        Services.AddSingleton(jobs.Get<TimeProvider>());
        Services.AddSingleton<AuthenticationStateProvider>(signedIn);
        Services.AddScoped<CurrentOperator>();
        return Render<JobsPage>();
    }
}
