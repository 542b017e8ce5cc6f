using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.QuickLog;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.People.QuickLog;

public sealed class QuickLogDialogTests : PersonDialogTest
{
    [Fact]
    public void No_box_is_ticked_before_anybody_said_yes_and_none_can_be_without_an_address()
    {
        var host = Open<QuickLogDialog>();

        var boxes = host.FindAll("[data-agreed]");
        Assert.Equal(12, boxes.Count);
        Assert.All(boxes, box => Assert.False(box.HasAttribute("checked")));
        Assert.All(boxes, box => Assert.True(box.HasAttribute("disabled")));

        host.Find("#log-email").Input("an@example.com");
        Assert.False(host.Find("[data-agreed='Events-Email']").HasAttribute("disabled"));
        Assert.True(host.Find("[data-agreed='Events-Sms']").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_whole_contact_is_recorded_with_what_was_agreed_to()
    {
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("\"Van den Berg, An\" <an@example.com>");
        host.Find("#log-source").Change("AdResponse");
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find("#log-way").Change("Phone");
        host.Find("#log-evidence-text").Change("Belde op 16 maart");
        host.Find("form").Submit();

        Closed(host);
        var logged = Assert.IsType<ContactLogged>(Result).Done;
        Assert.True(logged.IsNew);
        var view = await ViewAsync(logged.Person);
        Assert.Equal("An Van den Berg", view.Person.FullName);
        Assert.True(Assert.Single(view.Standing.OptIns).Proven);
        Assert.NotNull(view.Standing.Permission);
    }

    [Fact]
    public void The_words_shown_are_in_the_language_of_the_person()
    {
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("an@example.com");
        host.Find("[data-agreed='Projects-Email']").Change(true);
        host.Find("#log-language").Change("fr");
        host.WaitForAssertion(() => Assert.StartsWith("Oui, Imalink NV peut", Text(host, "#log-wording-Projects-Email")));

        host.Find("#log-wording-Projects-Email").Change("Eigen woorden");
        host.WaitForAssertion(() => Assert.Equal("Eigen woorden", Text(host, "#log-wording-Projects-Email")));
        host.Find("#log-language").Change("nl");
        host.WaitForAssertion(() => Assert.Equal("nl", host.Find("#log-language").GetAttribute("value")));
        Assert.Equal("Eigen woorden", Text(host, "#log-wording-Projects-Email"));
    }

    [Fact]
    public void What_is_missing_is_said_at_once_and_nothing_is_recorded()
    {
        var host = Open<QuickLogDialog>();

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(
            ["Enter an e-mail address or a phone number.", "Enter a name, or at least a company.", "Please fill this in.", "Please fill this in.", "Please fill this in."],
            host.FindAll(".field-error").Select(error => error.TextContent)));
    }

    [Fact]
    public void A_field_that_was_wrong_when_the_form_was_sent_is_marked_until_somebody_types()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-phone").Input("12");

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(["log-phone", "log-family"], Marked()));
        host.Find("#log-phone").Input("0470 12 34 56");
        host.WaitForAssertion(() => Assert.Empty(Marked()));
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["log-family"], Marked()));

        IEnumerable<string?> Marked() => host.FindAll("input[id^=log-][aria-invalid=true]").Select(field => field.GetAttribute("id"));
    }

    [Fact]
    public async Task A_known_person_is_recognised_by_an_address_in_any_form_and_chosen()
    {
        var person = await CandidateAsync("an.peeters@example.com");
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("An.Peeters+cv@EXAMPLE.com");
        host.WaitForElement("[data-known]").Click();

        host.WaitForElement(".known-person.chosen");
        host.Find("#log-source").Change("OwnInitiative");
        host.Find("form").Submit();
        Closed(host);
        Assert.Equal((person, false), (((ContactLogged)Result!).Done.Person, ((ContactLogged)Result).Done.IsNew));
    }

    [Fact]
    public async Task A_known_person_is_recognised_by_a_part_of_the_name()
    {
        await CandidateAsync();
        var host = Open<QuickLogDialog>();

        host.Find("#log-family").Input("peet");

        // Enter takes nobody for the name alone: this may be a namesake.
        Assert.Contains("An Peeters", host.WaitForElement("button.known-person").TextContent);
        Assert.Empty(host.FindAll("[data-known]"));
    }

    [Fact]
    public async Task Consent_is_for_the_address_it_came_from_and_a_new_one_is_said_to_be_added()
    {
        var person = await CandidateAsync("an.peeters@example.com");
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("an@elders.example");
        host.Find("#log-family").Input("Peeters");
        host.WaitForElement("button.known-person").Click();
        Assert.Equal("an@elders.example", host.WaitForElement("#log-known-email").GetAttribute("value"));
        Assert.Single(host.FindAll("[data-testid='new-address']"));
        host.Find("#log-source").Change("OwnInitiative");
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find("#log-way").Change("Email");
        host.Find("#log-evidence-text").Change("mail van 16 maart");
        host.Find("form").Submit();

        Closed(host);
        var view = await ViewAsync(person);
        var added = view.ContactPoints.Single(point => point.Address.Exact == "an@elders.example");
        Assert.Equal(added.Id, Assert.Single(view.Standing.OptIns).ContactPoint);
        Assert.True(added.GivenByPerson);
    }

    [Fact]
    public async Task Somebody_else_after_all_brings_back_what_was_typed()
    {
        await CandidateAsync("an.peeters@example.com");
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("ander@example.com");
        host.Find("#log-family").Input("Peeters");
        host.WaitForElement("button.known-person").Click();
        host.WaitForElement("#log-known-email").Change("an.peeters@example.com");

        host.Find(".known-person.chosen button").Click();

        Assert.Equal("ander@example.com", host.WaitForElement("#log-email").GetAttribute("value"));
    }

    [Fact]
    public void A_box_that_is_ticked_already_keeps_the_words_that_were_corrected()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("[data-agreed='Projects-Email']").Change(true);
        host.Find("#log-wording-Projects-Email").Change("Eigen woorden");

        host.Find("[data-agreed='Projects-Email']").Change(true);

        Assert.Equal("Eigen woorden", Text(host, "#log-wording-Projects-Email"));
    }

    [Fact]
    public async Task What_was_looked_up_is_on_record_without_what_was_typed()
    {
        await Get<RecordOptOut>().ExecuteAsync(Core.Addresses.Address.Read("weg@example.com")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("weg@example.com");
        host.WaitForElement(".known-people .notice.danger");

        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter { Operator = SignedIn.Id })).Rows);
        Assert.Equal(AuditAction.PeopleSearched, entry.Action);
        Assert.DoesNotContain("weg", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_said_no_is_shown_as_such_known_or_not()
    {
        var person = await CandidateAsync("an.peeters@example.com");
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        await Get<RecordOptOut>().ExecuteAsync(Core.Addresses.Address.Read("weg@example.com")!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("weg@example.com");
        host.WaitForAssertion(() => Assert.Contains("This address is barred.", host.Find(".known-people .notice.danger").TextContent));

        host.Find("#log-email").Input("an.peeters@example.com");
        host.WaitForElement("button.known-person .badge.danger");
        host.WaitForElement("[data-known]").Click();
        host.WaitForAssertion(() => Assert.Contains("No colleague, import or approval lifts a refusal", host.Find(".notice.danger").TextContent));
    }

    [Fact]
    public async Task An_address_of_somebody_known_asks_whether_this_is_another()
    {
        await CandidateAsync("an.peeters@example.com");
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("an.peeters@example.com");
        host.Find("#log-given").Input("Bo");
        host.Find("#log-source").Change("AdResponse");
        host.Find("form").Submit();
        host.WaitForElement("#log-other").Change(true);
        host.Find("form").Submit();

        Closed(host);
        Assert.True(((ContactLogged)Result!).Done.IsNew);
    }

    [Fact]
    public void The_clock_of_Article_14_runs_for_what_came_from_elsewhere_until_the_notice_is_given()
    {
        var host = Open<QuickLogDialog>();

        host.Find("#log-source").Change("AdResponse");
        Assert.Empty(host.FindAll("[data-testid='art14']"));
        host.Find("#log-source").Change("CvMatch");
        Assert.Contains("16/04/2026", host.Find("[data-testid='art14']").TextContent);
        host.Find("#notice-given").Change(true);
        Assert.Empty(host.FindAll("[data-testid='art14']"));
    }

    private static string Text(IRenderedComponent<MudDialogProvider> host, string selector) => host.Find(selector).GetAttribute("value") ?? host.Find(selector).TextContent;
}
