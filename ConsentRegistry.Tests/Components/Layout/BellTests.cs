using System.Text;
using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Preferences;
using ConsentRegistry.Web.Components.Layout;
using ConsentRegistry.Web.Components.Shared.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Layout;

/// <summary>What is told of imports and campaigns that ended while their operator was elsewhere.</summary>
public sealed class BellTests : PersonDialogTest
{
    [Fact]
    public void Whoever_begins_nothing_that_ends_by_itself_has_none()
    {
        SignIn(Role.Administrator);

        Assert.Empty(Render<Bell>().FindAll("button"));
    }

    [Fact]
    public async Task It_says_how_many_are_new_and_lists_them_the_newest_first_with_time_and_way()
    {
        var import = await ImportAsync("jobbeurs.csv");
        var campaign = await FinishedAsync("Kennisavond");
        await ImportAsync("van-een-ander.csv", by: "somebody else");
        var bell = Open();

        Assert.Equal("Finished: 2 new", bell.Find("button").GetAttribute("aria-label"));
        Assert.Equal("2", bell.Find("button").TextContent.Trim());
        bell.Find("button").Click();

        Menus().WaitForAssertion(() => Assert.Equal(
            [("Campaign Kennisavond has finished", $"/campaigns/{campaign}"), ("Import jobbeurs.csv has finished", $"/imports/{import}")],
            Menus().FindAll(".bell-list li.new a").Select(link => (link.TextContent, link.GetAttribute("href")!))));
        Assert.Equal("16/03/2026 09:02 · new", Menus().FindAll(".bell-list small")[0].TextContent);
    }

    [Fact]
    public async Task What_was_read_stays_read_in_every_window()
    {
        await ImportAsync("eerste.csv");
        await ImportAsync("tweede.csv");
        var bell = Open();
        bell.Find("button").Click();
        Menus().WaitForElement(".bell-list a").Click();
        bell.WaitForAssertion(() => Assert.Equal("Finished: 1 new", bell.Find("button").GetAttribute("aria-label")));
        Assert.Equal(["Import eerste.csv has finished"], Menus().FindAll(".bell-list li.new a").Select(link => link.TextContent));
        await KeptAsync(read => read.Opened.Count == 1);
        Assert.Equal("Finished: 1 new", Render<Bell>().WaitForElement("button").GetAttribute("aria-label"));

        Menus().Find("[data-act=read-all]").Click();
        bell.WaitForAssertion(() => Assert.Equal("Finished: nothing new", bell.Find("button").GetAttribute("aria-label")));
        Assert.Empty(Menus().FindAll(".bell-list li.new, [data-act=read-all]"));
        await KeptAsync(read => read.Until == Clock.Now);
        Assert.Equal("Finished: nothing new", Render<Bell>().WaitForElement("button").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task What_ends_while_the_page_stands_open_is_said_once_with_the_way_to_it()
    {
        var bell = Open();
        var campaign = await FinishedAsync("Kennisavond");
        var paused = await FinishedAsync("Java in Gent");
        await ChangeAsync(paused, each => (each.State, each.PausedBecause, each.PausedAt) = (CampaignState.Paused, PauseReason.TooManyFailures, Clock.Now));
        Clock.Advance(TimeSpan.FromMinutes(1));

        await LookAsync(bell);
        var said = Assert.Single(Get<Announcements>().Shown);
        Assert.Equal((Severity.Warning, "2 imports and campaigns have finished", "Java in Gent, Kennisavond"), (said.Severity, said.Text, said.Detail));
        await LookAsync(bell);
        Assert.Single(Get<Announcements>().Shown);

        await ChangeAsync(paused, each => (each.State, each.FinishedAt) = (CampaignState.Finished, Clock.Now));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync(bell);
        said = Get<Announcements>().Shown[^1];
        Assert.Equal((Severity.Success, "Campaign Java in Gent has finished"), (said.Severity, said.Text));
        await bell.InvokeAsync(Assert.Single(said.Next).Act);
        Assert.EndsWith($"/campaigns/{paused}", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.NotEqual(campaign, paused);
    }

    [Fact]
    public async Task What_ends_before_the_eyes_of_its_operator_is_read()
    {
        var bell = Open();
        var campaign = await FinishedAsync("Kennisavond");
        Get<NavigationManager>().NavigateTo($"/campaigns/{campaign}?state=Sent");
        Clock.Advance(TimeSpan.FromMinutes(1));

        await LookAsync(bell);

        Assert.Empty(Get<Announcements>().Shown);
        bell.WaitForAssertion(() => Assert.Equal("Finished: nothing new", bell.Find("button").GetAttribute("aria-label")));
    }

    private IRenderedComponent<Bell> Open()
    {
        Menus();
        var bell = Render<Bell>();
        bell.WaitForElement("button");
        return bell;
    }

    /// <summary>As its poller does every few seconds.</summary>
    private static Task LookAsync(IRenderedComponent<Bell> bell)
    {
        var poller = bell.FindComponent<Poller>();
        return poller.InvokeAsync(() => poller.Instance.Look.InvokeAsync(CancellationToken.None));
    }

    private async Task KeptAsync(Func<BellRead, bool> isSo) => await Eventually.HoldsAsync(
        async () => await Get<OperatorPreferences>().FindAsync<BellRead>(SignedIn.Id, BellRead.Name) is { } read && isSo(read));

    private async Task<Guid> ImportAsync(string name, string by = SignedIn.Id)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        using var source = new MemoryStream(Encoding.UTF8.GetBytes($"Naam;E-mailadres\r\nAn Peeters;{Path.GetFileNameWithoutExtension(name)}@example.com\r\n"));
        var outcome = await Get<ImportPeople>().ExecuteAsync(source, new NewImport(name), by);
        Assert.Null(outcome.Refusal);
        return outcome.Value!.Import!.Value;
    }

    private async Task<Guid> FinishedAsync(string name)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var campaign = new Campaign { Id = Guid.CreateVersion7(Clock.Now), Name = name, Kind = MessageKind.EventInvitation, CreatedAt = Clock.Now, CreatedBy = SignedIn.Id, StartedAt = Clock.Now, FinishedAt = Clock.Now, State = CampaignState.Finished };
        await Get<RegistryWriter>().WriteAsync(write =>
        {
            write.Context.Add(campaign);
            return Task.CompletedTask;
        });
        return campaign.Id;
    }

    private async Task ChangeAsync(Guid campaign, Action<Campaign> change)
    {
        await using var database = Get<IDbContextFactory<RegistryDbContext>>().CreateDbContext();
        change(await database.Set<Campaign>().SingleAsync(each => each.Id == campaign));
        await database.SaveChangesAsync();
    }
}
