using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Time;
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

        var dialogs = DialogPlace();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement("[data-cell=ProjectOffer-Email].block").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("G-08", dialogs.Find(".why").TextContent));
        Assert.Contains("OptedOutAll", dialogs.Find(".why").TextContent);
        Assert.Contains("This person no longer wants any marketing from us.", dialogs.Find("[data-testid=why]").TextContent);
        Assert.Contains("allow", page.Find("[data-cell=PolicyNotice-Email]").ClassList);
        Assert.Equal(4, page.FindAll(".matrix tbody:not(.others) tr").Count);
        Assert.Equal(2, page.FindAll(".matrix tbody.others tr").Count);
    }

    [Fact]
    public async Task One_sentence_says_what_may_be_sent_and_only_a_refusal_is_red()
    {
        var person = await CandidateAsync();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Equal("Marketing and offers: e-mail about projects. Nothing else.", page.Find("[data-testid=standing-sentence]").TextContent));
        Assert.Contains("grey", page.Find("[data-standing=Events-Email] .verdict").ClassList);

        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Equal("No marketing and no offers.", page.Find("[data-testid=standing-sentence]").TextContent));
        Assert.Contains("block", page.Find("[data-standing=Events-Email] .verdict").ClassList);
    }

    [Fact]
    public async Task Pressing_a_cell_opens_its_own_reason_the_rules_that_let_it_pass_and_what_would_change_it()
    {
        var dialogs = DialogPlace();
        var person = await CandidateAsync();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement("[data-cell=EventInvitation-Email]").Click();

        dialogs.WaitForAssertion(() => Assert.Contains("G-18", dialogs.Find(".why").TextContent));
        Assert.Equal("Invitation · E-mail", dialogs.Find(".dialog-heading").TextContent);
        Assert.Equal("G-01", dialogs.Find("[data-testid=passed] li").TextContent[..4]);
        Assert.Contains("G-16", dialogs.Find("[data-testid=passed]").TextContent);
        Assert.Empty(dialogs.FindAll("[data-testid=not-asked]"));
        Assert.Equal(["an opt-in of this person for this topic by this channel, with evidence"], dialogs.FindAll("[data-testid=changes] li").Select(change => change.TextContent));
    }

    [Fact]
    public async Task A_yes_says_when_it_ends_and_what_it_stands_on_with_words_and_evidence()
    {
        var dialogs = DialogPlace();
        var person = await CandidateAsync();
        await Get<RecordOptIn>().ExecuteAsync(
            new NewOptIn(person, Topic.Projects, Channel.Email) { GivenAt = Clock.Now, Wording = "Ja, stuur maar", Language = "nl", PolicyVersion = "2026-01", How = "Letter", Evidence = new Evidence("haar brief", "brief.pdf", [1]) }, "cli:test");
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement("[data-cell=ProjectOffer-Email].allow").Click();

        dialogs.WaitForAssertion(() => Assert.Equal(
            ["A refusal by this person, at any moment.", "Time: without anything new it becomes a no on 16/03/2028."], dialogs.FindAll("[data-testid=changes] li").Select(change => change.TextContent)));
        Assert.StartsWith("Rules no longer asked: G-13", dialogs.Find("[data-testid=not-asked]").TextContent, StringComparison.Ordinal);
        var recorded = dialogs.Find("[aria-labelledby=choices]");
        Assert.Contains("E-mail: opt-in on 16/03/2026", recorded.TextContent);
        Assert.Contains("Ja, stuur maar", recorded.TextContent);
        Assert.Contains("haar brief", recorded.TextContent);
        Assert.EndsWith($"/evidence/{(await ViewAsync(person)).Timeline[0].Event.Sequence}", recorded.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Contact permission: last contact on 16/03/2026", recorded.TextContent);
    }

    [Theory]
    [InlineData("PolicyNotice-Email", false)]
    [InlineData("ProjectOffer-Email", true)]
    public async Task A_refusal_is_said_to_change_only_what_it_can_change(string cell, bool changes)
    {
        var dialogs = DialogPlace();
        var person = await CandidateAsync();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement($"[data-cell={cell}].allow").Click();

        dialogs.WaitForElement("[data-testid=why]");
        Assert.Equal(changes, dialogs.FindAll("[data-testid=changes] li").Any(change => change.TextContent == "A refusal by this person, at any moment."));
        // Nothing is announced that is then not there.
        Assert.Equal(changes, dialogs.FindAll(".answer h3").Any(heading => heading.TextContent == "What would change it"));
    }

    [Fact]
    public async Task What_nothing_that_we_know_of_would_change_is_not_said_to_be_for_ever()
    {
        var dialogs = DialogPlace();
        var person = await CandidateAsync();
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read(AddressKind.Phone, "0475 12 34 56")!] }, "cli:test");
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        // A policy is announced in writing (G-07).
        page.WaitForElement("[data-cell=PolicyNotice-Phone]").Click();

        dialogs.WaitForAssertion(() => Assert.Equal("We know of no single step that would change it.", dialogs.Find("[data-testid=changes] li").TextContent));
    }

    [Fact]
    public async Task Of_several_addresses_each_has_its_answer_and_the_best_stands_on_the_page()
    {
        var dialogs = DialogPlace();
        var person = await CandidateAsync();
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read("tweede@example.com")!] }, "cli:test");
        await Get<MarkContactPointDead>().ExecuteAsync(person, (await ViewAsync(person)).ContactPoints[0].Id, "kwam terug", "cli:test");
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement("[data-cell=ProjectOffer-Email].allow").Click();

        dialogs.WaitForAssertion(() => Assert.Equal(["tweede@example.com", "an.peeters@example.com"], dialogs.FindAll(".answer > .address").Select(address => address.TextContent)));
        Assert.Equal(["an address or number that works"], dialogs.FindAll(".answer:last-of-type [data-testid=changes] li").Select(change => change.TextContent));
        // What no longer works is no refusal.
        Assert.Empty(page.FindAll("[aria-labelledby=contact] .badge.danger"));
    }

    [Fact]
    public async Task What_there_is_nothing_of_is_one_line()
    {
        var person = await CandidateAsync();

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Equal(
            ["This person has refused nothing.", "No application and no contract.", "No messages yet.", "This person has not asked us for anything yet.", "On no list that we gave to others."],
            page.FindAll(".card-line > p").Select(line => line.TextContent)));
    }

    [Fact]
    public async Task A_contact_that_was_taken_back_is_struck_out_in_the_history()
    {
        var person = await CandidateAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        var logged = (await Get<LogContact>().ExecuteAsync(
            new NewContact(new NewPerson { Relationship = Relationship.CandidateApplied, Source = AcquisitionSource.OwnInitiative, Moment = CollectionMoment.JobApplication, AcquiredOn = BrusselsTime.DayOf(Clock.Now) }) { Known = person },
            "cli:test")).Value!;
        await Get<TakeBackContact>().ExecuteAsync(person, logged.Act, "cli:test");

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Equal("Contact undone: logged by mistake", page.Find(".timeline .event").TextContent));
        Assert.Equal(["Contact permission recorded"], page.FindAll(".timeline .event.overruled").Select(told => told.TextContent));
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

        page.WaitForAssertion(() => Assert.Equal("This person is not in the registry", page.Find("h1").TextContent));
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
        Assert.Contains("No colleague, import or approval can lift a refusal", host.Find(".notice.warning").TextContent);
        host.Choose("#how", "Letter");
        host.Find("form").Submit();
        Closed(host);

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement("[data-cell=ProjectOffer-Email].block").Click();
        host.WaitForElement("[aria-labelledby=choices] .badge.overruled");
        Assert.Empty(host.FindAll("[aria-labelledby=choices] .badge.success"));
    }

    [Theory]
    [InlineData(AddressKind.Phone, "0475 12 34 56", "No recent check of the do-not-call list is recorded", "every marketing call to this number stays blocked")]
    [InlineData(AddressKind.Post, "Kerkstraat 1, 1000 Brussel", "No recent check of the Robinson list is recorded", "unless the DPO switches this check off")]
    public async Task Where_a_list_was_not_checked_the_page_says_that_nothing_records_it_yet_and_what_holds_until_then(AddressKind kind, string address, string missing, string step)
    {
        var person = await CandidateAsync();
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read(kind, address)!] }, "cli:test");
        var dialogs = DialogPlace();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForElement($"[data-cell=ProjectOffer-{kind}]").Click();

        dialogs.WaitForAssertion(() => Assert.Contains(missing, dialogs.Find("[data-testid=why]").TextContent));
        Assert.Contains("this version has no screen or command for it", dialogs.Find("[data-testid=what-to-do]").TextContent);
        Assert.Contains(step, dialogs.Find("[data-testid=what-to-do]").TextContent);
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
