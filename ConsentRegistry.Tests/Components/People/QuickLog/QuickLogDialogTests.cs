using System.Globalization;
using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.QuickLog;
using ConsentRegistry.Web.Localisation;
using Microsoft.Extensions.Localization;
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
            ["Enter an e-mail address or a phone number.", "Enter a name, or at least a company.", "Choose one."],
            host.FindAll(".field-error").Select(error => error.TextContent)));
    }

    [Theory]
    [InlineData(ContactKind.Cv, "CvMatch", "ProjectBid", "CandidateSourced", "")]
    [InlineData(ContactKind.Call, "OwnInitiative", "JobApplication", "CandidateApplied", "Phone")]
    [InlineData(ContactKind.Form, "ContactForm", "WebForm", "CandidateApplied", "WebForm")]
    [InlineData(ContactKind.Referral, "Referral", "ProjectBid", "CandidateSourced", "")]
    public void One_press_says_source_occasion_and_relationship_and_how_the_person_spoke_where_that_is_plain(ContactKind kind, string source, string moment, string relationship, string way)
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("[data-agreed='Events-Email']").Change(true);

        host.Find($"#log-kind-{kind}").Change(true);

        host.WaitForAssertion(() => Assert.Equal(
            (source, moment, relationship, way), (Text(host, "#log-source"), Text(host, "#log-moment"), Text(host, "#log-relationship"), host.Find("#log-way").GetAttribute("value") ?? "")));
    }

    [Fact]
    public void What_a_press_said_can_be_changed_and_a_way_that_was_chosen_stays()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find("#log-kind-Call").Change(true);

        host.Find("#log-source").Change("BusinessCard");
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("input[name=log-kind][checked]")));
        Assert.Contains("Business card", host.Find(".log-more summary").TextContent);
        host.Find("#log-way").Change("InPerson");
        host.Find("#log-kind-Form").Change(true);

        host.WaitForAssertion(() => Assert.Equal("InPerson", Text(host, "#log-way")));
    }

    [Fact]
    public void Where_only_a_part_of_how_it_came_is_missing_that_part_is_asked_for()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-kind-Call").Change(true);
        host.Find("#log-moment").Change("");

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(["Please fill this in."], host.FindAll(".log-more .field-error").Select(error => error.TextContent)));
        Assert.DoesNotContain("Choose one.", host.FindAll(".field-error").Select(error => error.TextContent));
    }

    [Fact]
    public void The_name_is_read_from_an_address_that_tells_it_and_never_replaces_one_that_was_typed()
    {
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input("jean-paul.dubois@example.com");
        host.WaitForAssertion(() => Assert.Equal(("Jean-Paul", "Dubois"), (Text(host, "#log-given"), Text(host, "#log-family"))));
        host.WaitForAssertion(() => Assert.Contains("The name is read from it", host.Find("[data-testid='new-person']").TextContent));
        host.Find("#log-email").Input("bo.van.damme@example.com");
        host.WaitForAssertion(() => Assert.Equal(("Bo", "Van Damme"), (Text(host, "#log-given"), Text(host, "#log-family"))));

        host.Find("#log-family").Input("van Damme");
        host.Find("#log-email").Input("cis.maes@example.com");
        host.WaitForAssertion(() => Assert.DoesNotContain("The name is read", host.Find("[data-testid='new-person']").TextContent));
        Assert.Equal(("Bo", "van Damme"), (Text(host, "#log-given"), Text(host, "#log-family")));
    }

    [Theory]
    [InlineData("an@example.com")]
    [InlineData("info@example.com")]
    [InlineData("j.peeters@example.com")]
    [InlineData("team1.noord@example.com")]
    [InlineData("an.peeters")]
    public void An_address_that_tells_no_name_gives_none(string typed)
    {
        var host = Open<QuickLogDialog>();

        host.Find("#log-email").Input(typed);

        Assert.Equal(("", ""), (Text(host, "#log-given"), Text(host, "#log-family")));
    }

    [Fact]
    public void What_a_permission_allows_is_the_gates_answer_and_no_call_is_promised()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-phone").Input("0470 12 34 56");

        host.Find("#log-kind-Cv").Change(true);
        host.WaitForAssertion(() => Assert.Contains("you may offer a fitting project by e-mail (contact permission)", host.Find("[data-testid='permission']").TextContent));

        host.Find("#log-kind-Referral").Change(true);
        host.WaitForAssertion(() => Assert.Contains("This source gives no contact permission", host.Find("[data-testid='permission']").TextContent));
    }

    [Theory]
    [InlineData("en", "ctwrpsefi")]
    [InlineData("nl", "ctwdpnefr")]
    [InlineData("fr", "ctfrpaevn")]
    public void Each_choice_has_a_letter_of_its_own_in_each_language(string language, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(expected, string.Concat(LogLetters.Of(Get<IStringLocalizer<PeopleTexts>>(), Get<IStringLocalizer<TermTexts>>()).Values));
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
        host.WaitForAssertion(() => Assert.Contains("This address is blocked.", host.Find(".known-people .notice.danger").TextContent));

        host.Find("#log-email").Input("an.peeters@example.com");
        host.WaitForElement("button.known-person .badge.danger");
        host.WaitForElement("[data-known]").Click();
        host.WaitForAssertion(() => Assert.Contains("No colleague, import or approval can lift a refusal", host.Find(".notice.danger").TextContent));
    }

    [Theory]
    [InlineData(Topic.Events, true)]
    [InlineData(Topic.Projects, false)]
    public async Task The_source_promises_nothing_that_a_known_person_refused(Topic refused, bool isPromised)
    {
        var person = await CandidateAsync("an.peeters@example.com");
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(new BarScope(refused, null)) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an.peeters@example.com");
        host.WaitForElement("[data-known]").Click();
        host.WaitForElement(".known-person.chosen");

        host.Find("#log-kind-Cv").Change(true);

        host.WaitForAssertion(() => Assert.Equal("CvMatch", Text(host, "#log-source")));
        Assert.Equal(isPromised, host.FindAll("[data-testid=permission]").Count == 1);
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
