using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;
using ConsentRegistry.Web.Components.People.List;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.People.Details;

public sealed class PersonPageTests : PersonDialogTest
{
    [Fact]
    public async Task A_barred_person_is_shown_as_blocked_with_the_rule_and_the_sentence()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Contains("G-08", page.Find(".why").TextContent));
        Assert.Contains("block", page.Find("[data-cell=ProjectOffer-Email]").ClassList);
        Assert.Contains("allow", page.Find("[data-cell=PolicyNotice-Email]").ClassList);
        Assert.Equal(6, page.FindAll("[aria-labelledby=may-send] .matrix tbody tr").Count);
    }

    [Fact]
    public async Task One_sentence_says_what_may_be_sent_and_only_a_refusal_is_red()
    {
        var person = await CandidateAsync();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Equal("Marketing and offers: e-mail about projects. Nothing else.", page.Find("[data-testid=standing-sentence]").TextContent));
        Assert.Contains("grey", page.Find("[data-standing=Events-Email] .standing-word").ClassList);

        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Equal("No marketing and no offers.", page.Find("[data-testid=standing-sentence]").TextContent));
        Assert.Contains("block", page.Find("[data-standing=Events-Email] .standing-word").ClassList);
    }

    [Fact]
    public async Task Pressing_a_cell_shows_its_own_reason_and_the_rules_that_did_not_decide()
    {
        var person = await CandidateAsync();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement("[data-cell=EventInvitation-Email]").Click();

        page.WaitForAssertion(() => Assert.Contains("G-18", page.Find(".why").TextContent));
        Assert.Equal("true", page.Find("[data-cell=EventInvitation-Email]").GetAttribute("aria-pressed"));
        Assert.Contains("G-16", page.Find(".why details").TextContent);
    }

    [Theory]
    [InlineData(Role.Dpo, true)]
    [InlineData(Role.Recruiter, false)]
    public async Task Only_the_DPO_sees_erase_restrict_and_correct(string role, bool sees)
    {
        SignIn(role);
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));
        page.WaitForElement(".person");

        Assert.Equal(sees, page.FindAll("[data-act=erase]").Count == 1);
        Assert.Equal(sees, page.FindAll("[aria-labelledby=bars] [data-act=correct]").Count == 1);
    }

    [Fact]
    public async Task The_history_is_newest_first_with_both_instants_and_the_evidence()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(
            person,
            new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen, ReceivedAt = Clock.Now.AddDays(-2), Evidence = new Evidence(null, "brief.pdf", [1, 2, 3]) },
            "cli:test");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Equal("Opted out: all marketing", page.Find(".timeline .event").TextContent));
        var newest = page.Find(".timeline li");
        Assert.Contains("14/03/2026 09:00", newest.TextContent);
        Assert.Contains("recorded 16/03/2026 09:00", newest.TextContent);
        Assert.Contains("command line (test)", newest.TextContent);
        var view = await ViewAsync(person);
        Assert.Equal($"/people/{person}/evidence/{view.Timeline[0].Event.Sequence}", newest.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal([1, 2, 3], (await Get<PeopleQueries>().EvidenceAsync(person, view.Timeline[0].Event.Sequence))!.Content);
        Assert.Null(await Get<PeopleQueries>().EvidenceAsync(Guid.Empty, view.Timeline[0].Event.Sequence));
    }

    [Fact]
    public async Task A_look_at_a_person_a_list_and_a_change_stand_in_the_audit_trail()
    {
        var person = await CandidateAsync();
        Render<PersonPage>(parameters => parameters.Add(each => each.Id, person)).WaitForElement(".person");
        Render<PeoplePage>().WaitForElement(".people-grid");
        var host = await OpenForAsync<OptOutDialog>(person);
        host.Find("form").Submit();
        Closed(host);

        var trail = await Get<AuditQueries>().ListAsync(new AuditFilter());
        Assert.Equal(
            [(AuditAction.BarRecorded, person), (AuditAction.PeopleSearched, null), (AuditAction.PersonViewed, (Guid?)person)],
            trail.Rows.Select(entry => (entry.Action, entry.Subject)));
        Assert.All(trail.Rows, entry => Assert.Equal(SignedIn.Id, entry.Operator));
        Assert.DoesNotContain(trail.Rows, entry => entry.Details.Contains("eeters", StringComparison.Ordinal));
    }

    [Fact]
    public void A_person_who_is_not_there_is_said_so()
    {
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, Guid.Empty));

        page.WaitForAssertion(() => Assert.Equal("This person is not here", page.Find("h1").TextContent));
    }

    [Fact]
    public async Task What_may_be_sent_stands_there_for_each_topic_and_channel_in_words()
    {
        var person = await CandidateAsync();

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Contains("contact permission", page.Find("[data-standing=Projects-Email]").TextContent));
        Assert.Contains("no reason to write", page.Find("[data-standing=Events-Email]").TextContent);
        Assert.Contains("no address", page.Find("[data-standing=Projects-Phone]").TextContent);
    }

    [Fact]
    public async Task An_opt_in_that_a_colleague_recorded_after_a_refusal_is_shown_as_overruled()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        Clock.Advance(TimeSpan.FromDays(1));
        var host = await OpenForAsync<OptInDialog>(person);
        Assert.Contains("No colleague, import or approval lifts a refusal", host.Find(".notice.warning").TextContent);
        host.Choose("#how", "Letter");
        host.Find("form").Submit();
        Closed(host);

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-labelledby=choices] .badge.success")));
    }

    [Theory]
    [InlineData(AddressKind.Phone, "0475 12 34 56", "No recent enough check of the do-not-call list is on record", "every marketing call to this number stays blocked")]
    [InlineData(AddressKind.Post, "Kerkstraat 1, 1000 Brussel", "No recent enough check of the Robinson list is on record", "unless the DPO switches this check off")]
    public async Task Where_a_list_was_not_checked_the_page_says_that_nothing_records_it_yet_and_what_holds_until_then(AddressKind kind, string address, string missing, string step)
    {
        var person = await CandidateAsync();
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read(kind, address)!] }, "cli:test");
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));
        Assert.Empty(page.WaitForElement(".why").QuerySelectorAll("[data-testid=what-to-do]"));

        page.WaitForElement($"[data-cell=ProjectOffer-{kind}]").Click();

        page.WaitForAssertion(() => Assert.Contains(missing, page.Find("[data-testid=why]").TextContent));
        Assert.Contains("this version has no screen and no command for it", page.Find("[data-testid=what-to-do]").TextContent);
        Assert.Contains(step, page.Find("[data-testid=what-to-do]").TextContent);
    }

    [Fact]
    public async Task An_unfinished_form_opens_again_from_the_address()
    {
        var person = await CandidateAsync();
        Get<NavigationManager>().NavigateTo($"/people/{person}?form=opt-in");
        var dialogs = DialogPlace();

        Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        dialogs.WaitForElement("#wording");
        Assert.EndsWith($"/people/{person}", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }
}
