using System.Globalization;
using System.Text;
using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Imports;
using ConsentRegistry.Web.Components.Imports.Steps;
using ConsentRegistry.Web.Components.Shared.Parts;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

/// <summary>The button that stops an import, and its page from there.</summary>
public sealed class StoppedStepTests : ImportStepScene
{
    [Fact]
    public async Task One_press_stops_it_and_the_page_offers_to_go_on_or_to_take_back()
    {
        var import = await HalfStoredAsync();
        var ended = 0;
        var step = Render<RunningStep>(parameters => parameters.Add(each => each.Import, import).Add(each => each.Ended, () => ended++));
        Assert.Contains("What is stored stays.", step.Markup);

        step.Find(".button-row button").Click();

        step.WaitForAssertion(() => Assert.True(ended > 0), Patience);
        Assert.Equal(ImportState.Stopped, Run(import).State);
        Assert.Equal([AuditAction.ImportStopped], await ActsAsync());

        var page = Render<ImportPage>(parameters => parameters.Add(each => each.Id, import));
        page.WaitForElement("#stopped", Patience);
        Assert.Contains($"after {Run(import).Outcomes.Total} of 1,000 rows", page.Markup);
        Assert.Equal(["Go on", "Undo what was stored"], page.FindAll(".button-row button").Select(button => button.TextContent.Trim()));

        page.FindAll(".button-row button")[0].Click();
        page.WaitForElement("#running", Patience);
        Assert.Equal(ImportState.Committing, Run(import).State);
        while (await Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        page.WaitForElement("#result", Patience);
        Assert.Equal(1_000, Run(import).Outcomes.Created);
        Assert.Contains(AuditAction.ImportGoneOn, await ActsAsync());
    }

    [Fact]
    public async Task The_button_that_was_pressed_says_so_and_keeps_the_focus()
    {
        var import = await HalfStoredAsync();
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writing = Get<Core.Ledger.RegistryWriter>().WriteAsync(_ => free.Task);
        var step = Render<RunningStep>(parameters => parameters.Add(each => each.Import, import));

        step.Find(".button-row button").Click();

        step.WaitForAssertion(() => Assert.Equal("true", step.Find(".button-row button").GetAttribute("aria-busy")), Patience);
        Assert.False(step.Find(".button-row button").HasAttribute("disabled"));
        free.SetResult();
        await writing;
        step.WaitForAssertion(() => Assert.Empty(step.FindAll(".button-row button[aria-busy]")), Patience);
        Assert.Equal(ImportState.Stopped, Run(import).State);
    }

    [Fact]
    public async Task What_was_stored_is_taken_back_by_the_dialog_which_counts_the_rows_that_were_not_reached()
    {
        var import = await HalfStoredAsync();
        await Get<StopImport>().ExecuteAsync(import);
        var stored = Run(import).Outcomes.Created;

        var host = Open<UndoDialog>(new() { ["Run"] = Run(import) });

        Assert.Contains($"at most {stored}.", host.Find(".what-happens").TextContent);
        Assert.Contains($"Rows it did not reach: {1_000 - stored}.", host.Find(".what-happens").TextContent);
        host.Find("form").Submit();
        Closed(host);
        Assert.Equal((ImportState.Undone, stored), (Run(import).State, Run(import).Removed!.Value));
        Assert.Equal([AuditAction.ImportUndone], await ActsAsync());
    }

    [Fact]
    public async Task One_whose_taking_back_was_broken_off_can_only_be_taken_back()
    {
        var import = await HalfStoredAsync();
        await Get<StopImport>().ExecuteAsync(import);
        var run = Run(import);
        run.Removed = 0;

        var step = Render<StoppedStep>(parameters => parameters.Add(each => each.Run, run));

        Assert.Equal("Undo what was stored", step.Find(".button-row button").TextContent.Trim());
        Assert.DoesNotContain("Go on", step.Markup);
        Assert.Contains("whom nobody has changed, written to or merged since", step.Markup);
    }

    [Fact]
    public async Task Stopped_before_anything_was_stored_it_is_an_upload_again_and_that_is_said()
    {
        var import = await TakeInAsync();
        await Get<BeginImport>().ExecuteAsync(import, "cli:test");
        var step = Render<RunningStep>(parameters => parameters.Add(each => each.Import, import));

        step.Find(".button-row button").Click();

        step.WaitForAssertion(() => Assert.Equal("Stopped before anything was stored. You can make corrections and start again.", Assert.Single(Get<Announcements>().Shown).Text), Patience);
        Assert.Equal(ImportState.Uploaded, Run(import).State);
    }

    [Fact]
    public async Task Whose_role_does_not_import_stops_nothing_and_has_nothing_go_on()
    {
        var import = await HalfStoredAsync();
        SignIn(Role.Marketing);
        var step = Render<RunningStep>(parameters => parameters.Add(each => each.Import, import));
        step.Find(".button-row button").Click();
        step.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", step.Find(".notice.danger p").TextContent), Patience);
        Assert.Equal(ImportState.Committing, Run(import).State);

        await Get<StopImport>().ExecuteAsync(import);
        var stopped = Render<StoppedStep>(parameters => parameters.Add(each => each.Run, Run(import)));
        stopped.FindAll(".button-row button")[0].Click();
        stopped.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", stopped.Find(".notice.danger p").TextContent), Patience);
        Assert.Equal(ImportState.Stopped, Run(import).State);
    }

    [Fact]
    public async Task An_import_of_ones_own_that_comes_to_its_end_is_told_of_on_any_page_once()
    {
        var import = await TakeInAsync();
        await Get<BeginImport>().ExecuteAsync(import, SignedIn.Id);
        var others = await TakeInAsync();
        await Get<BeginImport>().ExecuteAsync(others, "cli:test");
        Render<FinishedImports>();
        Clock.Advance(TimeSpan.FromMinutes(1));
        while (await Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan))
        {
        }

        var said = await EventuallyAsync(() => Get<Announcements>().Shown);

        Assert.Equal("“lijst.csv” has been imported.", said.Text);
        Assert.Equal("1 new · 1 unusable", said.Detail);
        await said.Next.Single().Act();
        Assert.EndsWith($"/imports/{import}", Get<NavigationManager>().Uri);
    }

    private static async Task<Said> EventuallyAsync(Func<IReadOnlyList<Said>> shown)
    {
        await Eventually.HoldsAsync(() => Task.FromResult(shown().Count > 0));
        return Assert.Single(shown());
    }

    /// <summary>A list of a thousand rows, of which some are stored, standing still between two slices.</summary>
    private async Task<Guid> HalfStoredAsync()
    {
        var content = new StringBuilder("Voornaam;Achternaam;E-mailadres\r\n");
        for (var i = 0; i < 1_000; i++)
        {
            content.Append(CultureInfo.InvariantCulture, $"An;Peeters {i};an{i}@post.example.org\r\n");
        }

        var import = await TakeInAsync(content.ToString());
        await Get<BeginImport>().ExecuteAsync(import, "cli:test");
        do
        {
            Assert.True(await Get<ResumeImports>().ExecuteSliceAsync(TimeSpan.Zero));
        }
        while (Get<ImportActivity>().Of(import)!.State == ImportState.Judging);

        return import;
    }
}
