using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Dialogs.Records;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Records;

public sealed class NewPersonDialogTests : PersonDialogTest
{
    [Fact]
    public async Task An_empty_form_says_all_that_is_missing_at_once()
    {
        var host = Open<NewPersonDialog>();

        host.Find("#emails").Change("no address");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(
            ["Enter a name, or at least a company.", "This is not an e-mail address.", "Please fill this in.", "Please fill this in.", "Please fill this in."],
            host.FindAll(ControlSteps.Problem).Select(error => error.TextContent.Trim())));
        Assert.Equal(0, (await Get<PeopleQueries>().ListAsync(new PeopleFilter())).Total);
    }

    [Fact]
    public async Task A_complete_form_registers_the_person()
    {
        var host = Open<NewPersonDialog>();

        Fill(host, "Bert", "Claes", "bert.claes@example.com\nb.claes@example.org");
        host.Find("#phones").Change("0475 12 34 56");
        host.Find("#notice-given").Change(true);
        host.Find("form").Submit();

        Closed(host);
        var view = await ViewAsync(Assert.IsType<PersonChanged>(Result).Person);
        Assert.Equal("Bert Claes", view.Person.FullName);
        Assert.Equal(["b.claes@example.org", "bert.claes@example.com", "+32475123456"], view.ContactPoints.Select(point => point.Address.Exact));
        Assert.True(view.Standing.NoticeGiven);
        Assert.NotNull(view.Standing.Permission);
    }

    [Fact]
    public async Task A_person_of_the_same_address_is_shown_with_a_link()
    {
        var known = await CandidateAsync("an.peeters@example.com");
        var host = Open<NewPersonDialog>();

        Fill(host, "Anneke", "Peeters", "An.Peeters@example.com");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal($"/people/{known}", host.Find(".known a").GetAttribute("href")));
        Assert.Equal("Somebody with one of these addresses is in the registry already.", host.Find(".notice.danger p").TextContent);
    }

    [Fact]
    public async Task Somebody_else_at_the_same_address_can_be_registered_on_purpose()
    {
        await CandidateAsync("info@example.com");
        var host = Open<NewPersonDialog>();

        Fill(host, "Bert", "Claes", "info@example.com");
        host.Find("form").Submit();
        host.WaitForElement("#somebody-else").Change(true);
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(2, (await Get<PeopleQueries>().HoldersAsync(Address.Read("info@example.com")!)).Count);
    }

    private static void Fill(IRenderedComponent<MudDialogProvider> host, string given, string family, string emails)
    {
        host.Find("#given-name").Change(given);
        host.Find("#family-name").Change(family);
        host.Find("#emails").Change(emails);
        host.Choose<Relationship?>("#relationship", Relationship.CandidateApplied);
        host.Choose<AcquisitionSource?>("#source", AcquisitionSource.ContactForm);
        host.Choose<CollectionMoment?>("#moment", CollectionMoment.WebForm);
    }
}
