using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.People.List;
using ConsentRegistry.Web.Components.People.List.Bulk;
using ConsentRegistry.Web.Components.Shared.Parts;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.People.List;

/// <summary>What is done with several people at once: by the use case of one, recorded for each, and told for whom it was not done.</summary>
public sealed class BulkActsTests : PersonDialogTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_skill_is_added_to_each_who_lacks_it_recorded_for_each_and_taken_back_from_those_alone()
    {
        var (an, bo, cis) = await ThreeAsync();
        await Get<EditPerson>().ExecuteAsync(bo, new PersonChanges { Skills = "SQL, java" }, "cli:test");
        var page = Ticked("An Peeters", "Bo Maes");

        var dialogs = Open(page, "skill");
        dialogs.Find("#skill").Change("Java, Go");
        dialogs.Find("form").Submit();
        Assert.Equal(["One at a time: leave out the comma."], dialogs.Problems());
        dialogs.Find("#skill").Change(" Java ");
        dialogs.Find("form").Submit();

        Closed(dialogs);
        var said = await SaidAsync();
        Assert.Equal("1 added, 1 had it already.", said.Text);
        Assert.Equal(["Java", "SQL, java", null], await SkillsAsync(an, bo, cis));
        Assert.Equal([an], await SubjectsAsync(AuditAction.PersonEdited));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bulk")), Patience);

        var (word, undo) = Assert.Single(said.Next);
        Assert.Equal("Undo", word);
        await page.InvokeAsync(undo);
        Assert.Equal("1 undone.", Get<Announcements>().Shown[^1].Text);
        Assert.Equal([null, "SQL, java", null], await SkillsAsync(an, bo, cis));
        Assert.Equal([an, an], await SubjectsAsync(AuditAction.PersonEdited));
    }

    [Fact]
    public async Task Opt_outs_are_recorded_for_each_who_did_not_say_so_yet_and_cannot_be_taken_back()
    {
        var (an, bo, _) = await ThreeAsync();
        await Get<RecordOptOut>().ExecuteAsync(bo, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test");
        var before = await SubjectsAsync(AuditAction.BarRecorded);
        var page = Ticked("An Peeters", "Bo Maes");

        var dialogs = Open(page, "opt-out");
        Assert.StartsWith("Recorded for each of the 2 selected people.", dialogs.Find(".form-fields p").TextContent, StringComparison.Ordinal);
        Assert.Empty(dialogs.FindAll("input[type=file]"));
        dialogs.Find("form").Submit();

        Closed(dialogs);
        var said = await SaidAsync();
        Assert.Equal(("1 recorded, 1 had refused before.", 0), (said.Text, said.Next.Count));
        Assert.Equal(LedgerEventType.OptOutAll, Assert.Single((await ViewAsync(an)).Standing.Bars).Type);
        Assert.Single((await ViewAsync(bo)).Standing.Bars);
        Assert.Equal([.. before, an], await SubjectsAsync(AuditAction.BarRecorded));
    }

    [Fact]
    public async Task For_whom_it_was_not_done_is_told_by_name_and_reason_and_the_others_are_done()
    {
        var (an, bo, cis) = await ThreeAsync();
        var page = Ticked("An Peeters", "Bo Maes", "Cis Claes");
        var dialogs = Open(page, "restrict");
        Assert.True((await Get<MergePeople>().ExecuteAsync(bo, cis, "cli:test")).IsDone);
        dialogs.Find("#reason").Change("Asked by letter");
        dialogs.Find("form").Submit();

        dialogs.WaitForAssertion(() => Assert.Equal("2 restricted, 1 failed.", dialogs.Find(".notice.warning p").TextContent), Patience);
        Assert.Contains("This person is not here", dialogs.Find(".lines small").TextContent);
        Assert.Equal(($"/people/{bo}", "Somebody who is no longer here"), (dialogs.Find(".lines a").GetAttribute("href"), dialogs.Find(".lines a").TextContent));
        dialogs.Find(".dialog-buttons button").Click();

        Assert.Equal("2 restricted, 1 failed.", (await SaidAsync()).Text);
        Assert.True((await ViewAsync(an)).Standing.Restricted);
        Assert.Equal(new[] { an, cis }.Order(), (await SubjectsAsync(AuditAction.RestrictionChanged)).Order());
    }

    [Fact]
    public async Task All_that_match_are_meant_also_those_on_other_pages()
    {
        for (var i = 0; i < 27; i++)
        {
            await CandidateAsync($"an{i}@example.com", "An", $"Peeters{i:00}");
        }

        var left = await CandidateAsync("bo@example.com", "An", "Aerts");
        await CandidateAsync("bo.maes@example.com", "Bo", "Maes");
        var page = Render<PeoplePage>();
        page.WaitForElement("#search").Input("an");
        page.WaitForAssertion(() => Assert.Equal("28 people", page.Find(".count").TextContent), Patience);
        Box(page, "An Aerts").Change(true);
        page.Find("[data-act=all]").Click();
        Box(page, "An Aerts").Change(false);
        Assert.Equal("27 selected", page.Find(".bulk [role=status]").TextContent);
        Assert.Equal($"{left}", page.Find(".bulk form input[name=except]").GetAttribute("value"));

        var dialogs = Open(page, "skill");
        dialogs.Find("#skill").Change("Java");
        dialogs.Find("form").Submit();

        Closed(dialogs);
        Assert.Equal("27 added.", (await SaidAsync()).Text);
        Assert.Equal([null], await SkillsAsync(left));
    }

    [Fact]
    public async Task A_campaign_is_begun_for_the_mailboxes_of_who_is_ticked_and_that_their_addresses_left_is_recorded_for_each()
    {
        var (an, _, _) = await ThreeAsync();
        var phone = (await Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = "Dirk", FamilyName = "Aerts", Relationship = Relationship.CandidateApplied, Source = AcquisitionSource.AdResponse, Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read("0475 12 34 56")!], AcquiredOn = new DateOnly(2026, 3, 16), NoticeVersion = "2026-01", ObjectionOffered = true,
            },
            "cli:test")).Value;
        var page = Ticked("An Peeters", "Dirk Aerts");

        page.Find("[data-act=campaign]").Click();

        page.WaitForState(() => Get<NavigationManager>().Uri.EndsWith("/campaigns/new?channel=Email", StringComparison.Ordinal), Patience);
        Assert.Equal(new CampaignBeginning(null, Channel.Email, List: "an.peeters@example.com") { GoesFirst = true }, Get<CampaignPrefill>().Take());
        Assert.Equal("Left out because they have no e-mail address: 1.", Get<Announcements>().Shown[^1].Text);
        Assert.Equal(new[] { an, phone }.Order(), (await SubjectsAsync(AuditAction.PeopleExported)).Order());
    }

    [Fact]
    public async Task How_far_it_is_is_seen_at_each_percent_and_spoken_in_tenths()
    {
        Guid[] people = [.. Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7())];
        var run = new BulkRun(people);
        var dialogs = Open<BulkRestrictDialog>(new() { ["Run"] = run });
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var going = dialogs.InvokeAsync(() => run.GoAsync(() => Task.CompletedTask, async person =>
        {
            await (person == people[30] ? free.Task : Task.CompletedTask);
            return null;
        }));

        dialogs.WaitForAssertion(() => Assert.StartsWith("30 ", dialogs.Find(".form-fields p").TextContent, StringComparison.Ordinal), Patience);
        Assert.StartsWith("20 ", dialogs.Find(".form-fields [role=status]").TextContent, StringComparison.Ordinal);
        free.SetResult();
        await going;
    }

    [Fact]
    public async Task Whose_role_went_meanwhile_begins_no_campaign_and_is_told_so()
    {
        await ThreeAsync();
        var page = Ticked("An Peeters");
        SignIn(Role.Recruiter);

        page.Find("[data-act=campaign]").Click();

        Assert.Equal("Your role does not allow this (any more).", (await SaidAsync()).Text);
        Assert.Empty(await SubjectsAsync(AuditAction.PeopleExported));
    }

    [Theory]
    [InlineData(Role.Recruiter, "opt-out skill")]
    [InlineData(Role.Dpo, "opt-out skill campaign restrict")]
    public async Task The_role_decides_what_can_be_done(string role, string acts)
    {
        await ThreeAsync();
        SignIn(role);
        var page = Ticked("An Peeters");

        Assert.Equal(acts.Split(' '), page.FindAll(".bulk [data-act]").Select(button => button.GetAttribute("data-act")!).Except(["clear", "all"]));
        Assert.Single(page.FindAll(".bulk form input[name=only]"));
    }

    [Fact]
    public void An_audience_is_begun_with_the_facets_where_those_say_all()
    {
        var input = new CampaignInput().BeginWith(new CampaignBeginning(null, null) { GoesFirst = true, Relationship = Relationship.Client, PeoplesLanguage = "fr" });

        Assert.Equal([Relationship.Client], input.Relationships);
        Assert.Equal(["fr"], input.PeoplesLanguages);
        Assert.False(input.FromList);
    }

    private async Task<(Guid An, Guid Bo, Guid Cis)> ThreeAsync() =>
        (await CandidateAsync(), await CandidateAsync("bo@example.com", "Bo", "Maes"), await CandidateAsync("cis@example.com", "Cis", "Claes"));

    /// <summary>The list with some people ticked, by name.</summary>
    private IRenderedComponent<PeoplePage> Ticked(params string[] names)
    {
        var page = Render<PeoplePage>();
        page.WaitForElement(".people-grid", Patience);
        foreach (var name in names)
        {
            Box(page, name).Change(true);
        }

        return page;
    }

    private static AngleSharp.Dom.IElement Box(IRenderedComponent<PeoplePage> page, string name) => page.Find($"input[aria-label='Select {name}']");

    private IRenderedComponent<MudBlazor.MudDialogProvider> Open(IRenderedComponent<PeoplePage> page, string act)
    {
        var dialogs = DialogPlace();
        page.Find($"[data-act={act}]").Click();
        dialogs.WaitForElement("form", Patience);
        return dialogs;
    }

    /// <summary>What is said once the act is over.</summary>
    private async Task<Said> SaidAsync()
    {
        await Eventually.HoldsAsync(() => Task.FromResult(Get<Announcements>().Shown.Count > 0));
        return Get<Announcements>().Shown[^1];
    }

    private async Task<IReadOnlyList<string?>> SkillsAsync(params Guid[] people)
    {
        var skills = new List<string?>();
        foreach (var person in people)
        {
            skills.Add((await ViewAsync(person)).Person.Skills);
        }

        return skills;
    }

    private async Task<IReadOnlyList<Guid>> SubjectsAsync(AuditAction action) =>
        [.. (await Get<AuditQueries>().ListAsync(new AuditFilter { Action = action, Take = 100 })).Rows.OrderBy(row => row.Sequence).Select(row => row.Subject!.Value)];
}
