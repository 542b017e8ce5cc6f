using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Records;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Records;

/// <summary>An address that no longer works is written down with how it was found out; the others go on (rule G-05).</summary>
public sealed class ContactPointDialogTests : PersonDialogTest
{
    [Fact]
    public async Task A_dead_address_wants_a_reason_and_blocks_that_address_only()
    {
        SignIn(Role.Recruiter);
        var person = await CandidateAsync();
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read("an@nieuw.example")!] }, "cli:test");
        var point = (await ViewAsync(person)).ContactPoints[0];
        var host = Open<MarkDeadDialog>(new() { ["Person"] = person, ["Point"] = point });

        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["Please fill this in."], host.Problems()));
        host.Find("#reason").Change("Mail kwam terug");
        host.Find("form").Submit();

        Closed(host);
        Assert.IsType<ContactPointMarkedDead>(Result);
        var view = await ViewAsync(person);
        Assert.Equal([true, false], view.ContactPoints.Select(each => each.Dead));
        Assert.Equal((LedgerEventType.ContactPointDied, "Mail kwam terug"), (view.Timeline[0].Event.Type, view.Timeline[0].Payload!.Note));
        var offers = (await Get<PreferenceQueries>().MatrixAsync(person)).Where(cell => cell.Kind == MessageKind.ProjectOffer);
        Assert.Equal(
            [(DecisionCode.ContactPointDead, RuleId.G05), (DecisionCode.ContactPermission, RuleId.G16)],
            offers.Select(cell => (cell.Decision.Code, cell.Decision.Rule)));
    }

    [Fact]
    public async Task What_is_dead_already_or_somebody_elses_is_refused()
    {
        var person = await CandidateAsync();
        var other = await CandidateAsync("bo@example.com", "Bo");
        var point = (await ViewAsync(person)).ContactPoints[0].Id;
        var dead = Get<MarkContactPointDead>();

        Assert.Equal(Refusal.ReasonMissing, (await dead.ExecuteAsync(person, point, " ", "cli:test")).Refusal);
        Assert.Equal(Refusal.EntryNotFound, (await dead.ExecuteAsync(other, point, "Terug", "cli:test")).Refusal);
        Assert.Equal(Refusal.PersonNotFound, (await dead.ExecuteAsync(Guid.Empty, point, "Terug", "cli:test")).Refusal);
        Assert.True((await dead.ExecuteAsync(person, point, "Terug", "cli:test")).IsDone);
        Assert.Equal(Refusal.NothingToChange, (await dead.ExecuteAsync(person, point, "Terug", "cli:test")).Refusal);
    }

    [Fact]
    public async Task Removed_and_added_anew_an_address_works_again()
    {
        var person = await CandidateAsync();
        var point = (await ViewAsync(person)).ContactPoints[0];
        await Get<MarkContactPointDead>().ExecuteAsync(person, point.Id, "Terug", "cli:test");

        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read("an@nieuw.example")!], RemoveContactPoints = [point.Id] }, "cli:test");
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [point.Address] }, "cli:test");

        Assert.DoesNotContain((await ViewAsync(person)).ContactPoints, each => each.Dead);
    }

    [Fact]
    public async Task The_page_offers_it_for_each_address_that_works()
    {
        var person = await CandidateAsync();
        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));
        page.WaitForElement("[aria-label='Mark as no longer working: an.peeters@example.com']");

        await Get<MarkContactPointDead>().ExecuteAsync(person, (await ViewAsync(person)).ContactPoints[0].Id, "Terug", "cli:test");
        page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Contains("No longer works", page.Find("[aria-labelledby=contact] .badges").TextContent));
        Assert.Empty(page.FindAll("[aria-label='Mark as no longer working: an.peeters@example.com']"));
    }
}
