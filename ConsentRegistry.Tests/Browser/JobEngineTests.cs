using System.Net;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Jobs;
using ConsentRegistry.Web.Jobs.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

/// <summary>The engine's own pages: whom they let in, and what is done there.</summary>
public sealed class JobEngineTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_administrator_sees_them_without_a_complaint_of_the_browser_and_what_is_done_there_is_in_the_trail()
    {
        var page = await chromium.OpenAsync(app);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        var ada = await app.MakeOperatorAsync("Ada", Role.Administrator);
        await page.SignInAsync(ada);
        await page.GotoAsync("/jobs");
        await page.UntilInteractiveAsync();
        await page.ClickAsync($"a[href='{JobsSetup.EnginePath}']");
        await Assertions.Expect(page.Locator("h1.page-header")).ToHaveTextAsync("Overzicht");
        await page.PictureAsync("job-engine-1440");
        await page.GotoAsync($"{JobsSetup.EnginePath}/recurring");
        await page.CheckAsync("input[value='LedgerAnchor']");
        await page.RunAndWaitForResponseAsync(
            () => page.ClickAsync("[data-url$='/recurring/trigger']"), answer => answer.Url.EndsWith("/recurring/trigger", StringComparison.Ordinal));

        await Eventually.HoldsAsync(async () => (await app.Services.GetRequiredService<JobQueries>().ListAsync()).Single(line => line.Name == "LedgerAnchor").Runs >= 2);
        var entry = Assert.Single((await app.Services.GetRequiredService<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.JobRun })).Rows);
        Assert.Equal((ada.Id.ToString(), "{\"engine\":\"/recurring/trigger\",\"jobs\":\"LedgerAnchor\"}"), (entry.Operator, entry.Details));
        Assert.Empty(complaints);

        // The schedule is code: nobody takes a job off it here.
        await page.GotoAsync($"{JobsSetup.EnginePath}/recurring");
        await page.CheckAsync("input[value='LedgerAnchor']");
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        var removal = await page.RunAndWaitForResponseAsync(
            () => page.ClickAsync("[data-url$='/recurring/remove']"), answer => answer.Url.EndsWith("/recurring/remove", StringComparison.Ordinal));
        Assert.Equal(403, removal.Status);
        Assert.NotNull((await app.Services.GetRequiredService<JobQueries>().ListAsync()).Single(line => line.Name == "LedgerAnchor").NextAt);
    }

    [Fact]
    public async Task Nobody_else_gets_them_and_without_the_page_nothing_is_done()
    {
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var sentAway = await stranger.GetAsync(JobsSetup.EnginePath, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, "/account/login"), (sentAway.StatusCode, sentAway.Headers.Location!.AbsolutePath));

        foreach (var role in new[] { Role.Recruiter, Role.Marketing, Role.Dpo })
        {
            var page = await chromium.OpenAsync(app);
            await page.SignInAsync(await app.MakeOperatorAsync($"Of{role}", role));
            await page.GotoAsync(JobsSetup.EnginePath);
            Assert.EndsWith("/account/denied", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        }

        var desk = await chromium.OpenAsync(app);
        await desk.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Administrator));
        var forged = await desk.APIRequest.PostAsync($"{JobsSetup.EnginePath}/recurring/trigger", new()
        {
            Form = desk.APIRequest.CreateFormData().Set("jobs[]", "LedgerAnchor"),
        });
        Assert.Equal(403, forged.Status);
        Assert.Empty((await app.Services.GetRequiredService<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.JobRun })).Rows);
    }
}
