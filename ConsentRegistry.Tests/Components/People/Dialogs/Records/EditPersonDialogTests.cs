using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People.Dialogs.Records;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Records;

public sealed class EditPersonDialogTests : PersonDialogTest
{
    [Fact]
    public async Task Names_addresses_and_relationships_change_together()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<EditPersonDialog>(person);

        host.Find("#company").Change("Delta Soft");
        host.Find("#notes").Change("Liever na 16 uur");
        host.Find("#phones").Change("02 555 12 12");
        host.Find("input[name=relationship][value=Client]").Change(true);
        host.Find("form").Submit();

        Closed(host);
        var view = await ViewAsync(person);
        Assert.Equal(("Delta Soft", "Liever na 16 uur"), (view.Person.Company, view.Notes));
        Assert.Equal(["an.peeters@example.com", "+3225551212"], view.ContactPoints.Select(point => point.Address.Exact));
        Assert.Equal([Relationship.CandidateApplied, Relationship.Client], view.Person.Relationships.Select(each => each.Relationship).Order());
    }

    [Fact]
    public async Task A_new_address_of_somebody_barred_is_barred_too()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var host = await OpenForAsync<EditPersonDialog>(person);

        host.Find("#emails").Change("an@nieuw.example");
        host.Find("form").Submit();

        Closed(host);
        var matrix = await Get<PreferenceQueries>().MatrixAsync(person);
        Assert.DoesNotContain(matrix, cell => cell.Kind == Core.Vocabulary.MessageKind.ProjectOffer && cell.Decision.IsAllowed);
    }

    [Fact]
    public async Task The_last_address_cannot_be_taken_away()
    {
        var host = await OpenForAsync<EditPersonDialog>(await CandidateAsync());

        host.Find("input[name=remove]").Change(true);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("At least one e-mail address, number or postal address is needed.", host.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task A_record_that_another_window_changed_is_not_overwritten()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<EditPersonDialog>(person);
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { City = "Gent" }, "cli:test");

        host.Find("#city").Change("Luik");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("Somebody else has changed this person.", host.Find(".notice.danger p").TextContent));
        Assert.Equal("Gent", (await ViewAsync(person)).Person.City);
    }
}
