using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Dialogs.Privacy;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Privacy;

/// <summary>What only the DPO does: erase, restrict, correct.</summary>
public sealed class PrivacyDialogTests : PersonDialogTest
{
    [Fact]
    public async Task Erasing_wants_the_name_and_another_one_will_not_do()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<EraseDialog>(person);

        host.Find("#name").Change("An Pieters");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(["This is not the name of this person."], host.Problems()));
        Assert.NotNull(await Get<PeopleQueries>().FindAsync(person));
    }

    [Fact]
    public async Task With_the_name_typed_the_person_is_gone_and_the_address_stays_closed()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<EraseDialog>(person);

        host.Find("#name").Change(" an peeters ");
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.StartsWith("Your password or code was not right", host.Find(".notice.danger p").TextContent));
        Assert.NotNull(await Get<PeopleQueries>().FindAsync(person));
        await ProveAsync(host);
        host.Find("form").Submit();

        Closed(host);
        Assert.IsType<PersonGone>(Result);
        Assert.Null(await Get<PeopleQueries>().FindAsync(person));
        var message = new MessageFacts { Kind = MessageKind.ServiceNews, Channel = Channel.Email, ObjectionOffered = true };
        var decision = (await Get<SendFactsLoader>().LoadAsync(message, [Address.Read("an.peeters@example.com")!], Clock.Now))[0].Decide();
        Assert.Equal(new SendDecision(DecisionCode.ErasedSuppressed, RuleId.G03), decision);
    }

    [Fact]
    public async Task A_recruiter_cannot_erase_even_with_the_dialog_open()
    {
        SignIn(Role.Recruiter);
        var person = await CandidateAsync();
        var host = await OpenForAsync<EraseDialog>(person);

        host.Find("#name").Change("An Peeters");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", host.Find(".notice.danger p").TextContent));
        Assert.NotNull(await Get<PeopleQueries>().FindAsync(person));
    }

    [Fact]
    public async Task A_restriction_wants_a_reason_is_set_and_lifted_again()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<RestrictDialog>(person);

        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["Please fill this in."], host.Problems()));
        host.Find("#reason").Change("Betwist de herkomst");
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(new RestrictionChanged(true), Result);
        Assert.True((await ViewAsync(person)).Standing.Restricted);
    }

    [Fact]
    public async Task A_restriction_that_another_window_set_already_is_refused()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<RestrictDialog>(person);
        await Get<RestrictPerson>().ExecuteAsync(person, true, "Eerder", "cli:test");

        host.Find("#reason").Change("Betwist de herkomst");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("It already is so.", host.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task A_mistaken_opt_out_is_corrected_on_all_addresses_that_it_reached()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        await Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read("an@nieuw.example")!] }, "cli:test");
        var host = Open<CorrectDialog>(new() { ["Person"] = person, ["Bar"] = (await ViewAsync(person)).Standing.Bars[0] });

        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["Please fill this in."], host.Problems()));
        host.Find("#reason").Change("Andere An Peeters bedoeld");
        host.Find("form").Submit();

        Closed(host);
        Assert.IsType<BarCorrected>(Result);
        Assert.Empty((await ViewAsync(person)).Standing.Bars);
        var offers = (await Get<PreferenceQueries>().MatrixAsync(person)).Where(cell => cell.Kind == MessageKind.ProjectOffer);
        Assert.Equal([DecisionCode.ContactPermission, DecisionCode.ContactPermission], offers.Select(cell => cell.Decision.Code));
    }

    [Fact]
    public async Task What_was_corrected_already_is_refused()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var bar = (await ViewAsync(person)).Standing.Bars[0];
        await Get<CorrectMistakenEntry>().ExecuteAsync(person, bar.Act, "Vergissing", "cli:test");
        var host = Open<CorrectDialog>(new() { ["Person"] = person, ["Bar"] = bar });

        host.Find("#reason").Change("Nog eens");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("This does not exist", host.Find(".notice.danger p").TextContent));
    }
}
