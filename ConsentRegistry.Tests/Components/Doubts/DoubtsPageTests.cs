using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Doubts;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;
using ConsentRegistry.Web.Components.People.List;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using ConsentRegistry.Web.Components.Shared.Parts;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Doubts;

/// <summary>The queue of unclear refusals, the card of a person, and the one dialog that answers.</summary>
public sealed class DoubtsPageTests : PersonDialogTest
{
    private static readonly Guid Import = new("019cf5d0-0000-7000-8000-0000000000a1");

    [Fact]
    public void An_empty_queue_says_what_would_come_here()
    {
        var page = Render<DoubtsPage>();

        Assert.Equal("Nothing is unclear", page.WaitForElement("#none").TextContent);
        Assert.Contains("appears here", page.Find("#none + p").TextContent);
    }

    [Fact]
    public void The_page_is_for_recruiters_and_the_privacy_officer() => Assert.Contains(
        typeof(DoubtsPage).GetCustomAttributes(typeof(AuthorizeAttribute), false).Cast<AuthorizeAttribute>(), attribute => attribute.Policy == Policies.EditPeople);

    [Fact]
    public async Task Words_stand_under_their_file_with_how_many_people_for_how_long_and_of_what()
    {
        var (an, bo) = await TwoPeopleAsync();
        await OpenAsync(Word(an), Word(bo), Word(bo, "Blocked", "channel:Sms"));
        Clock.Advance(TimeSpan.FromDays(3));
        await OpenAsync(Word(an) with { FileName = "newer.csv", Import = Guid.CreateVersion7(Clock.Now), Value = "Paused" });
        Clock.Advance(TimeSpan.FromDays(1));

        var page = Render<DoubtsPage>();

        page.WaitForElement("[data-word]");
        Assert.Equal(["newer.csv", "candidates.csv"], page.FindAll(".doubts h2").Select(file => file.TextContent));
        Assert.Equal($"/imports/{Import}", page.Find("[data-file='candidates.csv'] h2 a").GetAttribute("href"));
        Assert.Equal(
            ["“Paused” in the column “Status”", "“Archived” in the column “Status”", "“Blocked” in the column “Status”"],
            page.FindAll(".doubted-word").Select(word => word.TextContent));
        Assert.Equal(
            ["People: 1", "all marketing", "Open since yesterday", "People: 2", "all marketing", "Open for 4 days", "People: 1", "all marketing by text message", "Open for 4 days"],
            page.FindAll(".doubts .badges > *").Select(each => each.TextContent));
    }

    [Fact]
    public async Task A_word_is_answered_for_all_who_have_it_and_goes_from_the_list()
    {
        var (an, bo) = await TwoPeopleAsync();
        await OpenAsync(Word(an), Word(bo));
        var host = DialogPlace();
        var page = Render<DoubtsPage>();
        var button = page.WaitForElement("[data-word] > button");
        Assert.Equal(("Answer all (2)", "Answer all (2): Archived"), (button.TextContent.Trim(), button.GetAttribute("aria-label")));
        button.Click();
        host.WaitForElement("form");
        Assert.Contains("The word is in “candidates.csv”. People: 2.", host.Find("form").TextContent);

        Answer(host, DoubtAnswer.WasNone);
        host.WaitForAssertion(() => Assert.Equal("“Archived” in this file is no refusal.", Reason(host)));
        host.Find("form").Submit();

        Closed(host);
        page.WaitForElement("#none");
        Assert.Empty((await ViewAsync(an)).Standing.Doubts);
        Assert.Empty((await ViewAsync(bo)).Standing.Bars);
        Assert.Equal("Answered as no refusal: 2.", Assert.Single(Get<Announcements>().Shown).Text);
    }

    [Fact]
    public async Task The_people_of_a_word_are_named_and_one_of_them_is_answered_alone()
    {
        var (an, bo) = await TwoPeopleAsync();
        await OpenAsync(Word(an), Word(bo));
        var host = DialogPlace();
        var page = Render<DoubtsPage>();
        var show = page.WaitForElement("button[aria-expanded]");
        Assert.Equal(("false", "Show the people: Archived"), (show.GetAttribute("aria-expanded"), show.GetAttribute("aria-label")));

        show.Click();

        page.WaitForAssertion(() => Assert.Equal(["An Peeters", "Bo Maes"], page.FindAll(".doubt-people a").Select(link => link.TextContent)));
        Assert.Equal("true", page.Find("button[aria-expanded]").GetAttribute("aria-expanded"));
        Assert.Equal($"/people/{an}", page.Find(".doubt-people a").GetAttribute("href"));

        page.Find("button[aria-label='Answer for Bo Maes']").Click();
        host.WaitForElement("form");
        Assert.Contains("Is it a refusal by Bo Maes?", host.Find("form").TextContent);
        Answer(host, DoubtAnswer.WasNo);
        host.Find("form").Submit();
        Closed(host);

        page.WaitForAssertion(() => Assert.Equal(["An Peeters"], page.FindAll(".doubt-people a").Select(link => link.TextContent)));
        Assert.Single((await ViewAsync(bo)).Standing.Bars);
        Assert.Single((await ViewAsync(an)).Standing.Doubts);
        var looks = (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Where(row => row.Action == AuditAction.DoubtsViewed);
        Assert.Contains(looks, row => row.Subject == Import && row.Details == """{"people":"2"}""");
    }

    [Fact]
    public async Task Many_people_of_a_word_are_shown_a_part_at_a_time()
    {
        var people = new List<Guid>();
        for (var number = 0; number < 30; number++)
        {
            people.Add(await CandidateAsync($"c{number}@example.com", $"C{number}"));
        }

        await OpenAsync([.. people.Select((person, i) => Word(person) with { Line = i + 2 })]);
        var page = Render<DoubtsPage>();
        page.WaitForElement("button[aria-expanded]").Click();

        page.WaitForAssertion(() => Assert.Equal(25, page.FindAll(".doubt-people li").Count));
        page.Find(".doubt-people + button").Click();

        page.WaitForAssertion(() => Assert.Equal(30, page.FindAll(".doubt-people li").Count));
        Assert.Empty(page.FindAll(".doubt-people + button"));
    }

    [Fact]
    public async Task An_answer_wants_to_be_chosen_and_a_reason()
    {
        var an = await CandidateAsync();
        await OpenAsync(Word(an));
        var host = Open<AnswerDoubtsDialog>(new() { ["Question"] = await QuestionAsync() });

        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["Choose one.", "Please fill this in."], host.Problems()));

        Answer(host, DoubtAnswer.WasNo);
        host.WaitForAssertion(() => Assert.Empty(host.Problems()));
        host.Find("#reason").Change("");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(["Please fill this in."], host.Problems()));
        Assert.Single((await ViewAsync(an)).Standing.Doubts);
    }

    [Fact]
    public async Task The_proposed_reason_follows_the_answer_and_own_words_are_kept()
    {
        var an = await CandidateAsync();
        await OpenAsync(Word(an));
        var host = Open<AnswerDoubtsDialog>(new() { ["Question"] = await QuestionAsync() });

        Answer(host, DoubtAnswer.WasNo);
        host.WaitForAssertion(() => Assert.Equal("“Archived” in this file is a refusal.", Reason(host)));
        Answer(host, DoubtAnswer.WasNone);
        host.WaitForAssertion(() => Assert.Equal("“Archived” in this file is no refusal.", Reason(host)));

        host.Find("#reason").Change("Asked Els, who keeps the list");
        Answer(host, DoubtAnswer.WasNo);
        Assert.Equal("Asked Els, who keeps the list", Reason(host));

        host.Find("form").Submit();
        Closed(host);
        Assert.Equal(new DoubtsAnswered(1, 1, DoubtAnswer.WasNo), Result);
        Assert.Equal("Asked Els, who keeps the list", (await ViewAsync(an)).Timeline[0].Payload!.Note);
    }

    [Fact]
    public async Task What_a_colleague_answered_meanwhile_is_refused_and_goes_from_the_page()
    {
        var an = await CandidateAsync();
        await OpenAsync(Word(an));
        var host = DialogPlace();
        var page = Render<DoubtsPage>();
        page.WaitForElement("[data-word] > button").Click();
        host.WaitForElement("form");
        await Get<AnswerDoubts>().ExecuteAsync([(await ViewAsync(an)).Standing.Doubts[0].Act], DoubtAnswer.WasNo, "asked", "cli:test");

        Answer(host, DoubtAnswer.WasNone);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("A colleague has already answered", host.Find(".notice.danger p").TextContent));
        host.Find(".mud-dialog-actions button[type=button]").Click();
        page.WaitForElement("#none");
        Assert.Single((await ViewAsync(an)).Standing.Bars);
    }

    [Fact]
    public async Task Marketing_answers_nothing()
    {
        var an = await CandidateAsync();
        await OpenAsync(Word(an));
        SignIn(Role.Marketing);
        var host = Open<AnswerDoubtsDialog>(new() { ["Question"] = await QuestionAsync() });

        Answer(host, DoubtAnswer.WasNone);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Contains("Your role does not allow this", host.Find(".notice.danger").TextContent));
        Assert.Single((await ViewAsync(an)).Standing.Doubts);
    }

    [Fact]
    public async Task The_page_of_the_person_shows_what_is_open_answers_it_and_keeps_it_in_the_history()
    {
        var an = await CandidateAsync();
        await OpenAsync(Word(an));
        var host = DialogPlace();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, an));

        var card = page.WaitForElement("[aria-labelledby=doubts]");
        Assert.Equal("“Archived” in the column “Status”", card.QuerySelector(".doubted-word")!.TextContent);
        Assert.Equal("all marketing · candidates.csv · line 2 · counts from 16/03/2026 09:00", card.QuerySelector("small")!.TextContent);
        Assert.Contains("Unclear refusal", page.Find(".person-line .badge.warning").TextContent);
        Assert.Equal("unclear refusal", page.Find("[data-standing=Projects-Email] small").TextContent);
        page.Find("[data-cell=ProjectOffer-Email]").Click();
        host.WaitForAssertion(() => Assert.Contains("G-09", host.Find(".why").TextContent));
        Assert.Contains("Answer it under “Unclear refusals” on this page", host.Find("[data-testid=what-to-do]").TextContent);
        Assert.Equal("All channels: unclear refusal on 16/03/2026", host.Find("[aria-labelledby=choices] .badge.warning").TextContent);
        host.Find(".dialog-buttons button").Click();
        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".answer-panel")));
        Assert.Equal("Unclear refusal in a file: all marketing", page.Find(".timeline .event").TextContent);

        page.Find("[aria-labelledby=doubts] [data-act=answer]").Click();
        host.WaitForElement("form");
        Answer(host, DoubtAnswer.WasNone);
        host.Find("form").Submit();
        Closed(host);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-labelledby=doubts]")));
        Assert.Equal("Unclear refusal answered: it was no refusal (all marketing)", page.Find(".timeline .event").TextContent);
        Assert.Contains("allow", page.Find("[data-cell=ProjectOffer-Email]").ClassList);
    }

    [Fact]
    public async Task On_a_past_day_it_is_shown_as_it_stood_and_cannot_be_answered()
    {
        var an = await CandidateAsync();
        await OpenAsync(Word(an));
        Clock.Advance(TimeSpan.FromDays(2));
        await Get<AnswerDoubts>().ExecuteAsync([(await ViewAsync(an)).Standing.Doubts[0].Act], DoubtAnswer.WasNone, "asked", "cli:test");
        Get<NavigationManager>().NavigateTo($"/people/{an}?{AsOfField.InAddress}=2026-03-17");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, an));

        Assert.Equal("“Archived” in the column “Status”", page.WaitForElement("[aria-labelledby=doubts] .doubted-word").TextContent);
        Assert.Empty(page.FindAll("[data-act=answer]"));
    }

    [Fact]
    public async Task An_opt_in_is_overruled_by_a_doubt_that_covers_it_and_the_dialog_says_that_it_stays_so()
    {
        var an = await CandidateAsync();
        await Get<RecordOptIn>().ExecuteAsync(
            new NewOptIn(an, Topic.Events, Channel.Email) { GivenAt = Clock.Now, Wording = "Ja", Language = "nl", PolicyVersion = "2026-01", How = "Letter", Evidence = new Evidence("brief") }, "cli:test");
        await OpenAsync(Word(an));

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, an));
        var dialogs = DialogPlace();
        page.WaitForElement("[data-cell=EventInvitation-Email]").Click();
        dialogs.WaitForElement("[aria-labelledby=choices] .badge.overruled");
        dialogs.Find(".dialog-buttons button").Click();
        var host = await OpenForAsync<OptInDialog>(an);
        Assert.StartsWith("A file says something about An Peeters that may be a refusal.", host.Find(".notice.warning p").TextContent);
    }

    [Fact]
    public async Task Lists_of_people_say_that_it_is_unclear()
    {
        await OpenAsync(Word(await CandidateAsync()));

        var page = Render<PeoplePage>();

        Assert.Equal("Unclear refusal", page.WaitForElement(".people-grid .badge.warning").TextContent);
    }

    private static void Answer(IRenderedComponent<MudDialogProvider> host, DoubtAnswer answer) => host.Find($"input[name=answer][value={answer}]").Click();

    private static string Reason(IRenderedComponent<MudDialogProvider> host) => host.Find("#reason").GetAttribute("value")!;

    private async Task<(Guid An, Guid Bo)> TwoPeopleAsync() => (await CandidateAsync(), await CandidateAsync("bo@example.com", "Bo", "Maes"));

    private NewDoubt Word(Guid person, string value = "Archived", string scope = "all")
    {
        Assert.True(BarScope.TryParse(scope, out var parsed));
        return new NewDoubt(person, parsed.Value.Topic, parsed.Value.Channel, Clock.Now, Import, "candidates.csv", 2, "Status", value);
    }

    private async Task OpenAsync(params IReadOnlyList<NewDoubt> doubts) =>
        Assert.Equal(doubts.Count, await Get<RegistryWriter>().WriteAsync(write => Get<OpenDoubts>().ExecuteAsync(write, doubts, "cli:test")));

    private async Task<DoubtQuestion> QuestionAsync() => DoubtQuestion.Of((await Get<DoubtQueries>().GroupsAsync(0, 1)).Rows[0]);
}
