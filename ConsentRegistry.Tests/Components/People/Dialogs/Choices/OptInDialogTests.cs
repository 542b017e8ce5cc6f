using Bunit;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Choices;

public sealed class OptInDialogTests : PersonDialogTest
{
    [Fact]
    public async Task The_words_are_proposed_in_the_persons_language_not_the_operators()
    {
        var host = await OpenForAsync<OptInDialog>(await CandidateAsync());

        Assert.StartsWith("Ja, Imalink NV mag mij per e-mail ICT-projecten voorstellen", host.Find("#wording").GetAttribute("value") ?? host.Find("#wording").TextContent);
        Assert.Equal("2026-01", host.Find("#policy").GetAttribute("value"));
    }

    [Fact]
    public async Task What_proves_consent_is_asked_for()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptInDialog>(person);

        host.Find("#wording").Change("");
        host.Find("#policy").Change("");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(
            ["Please fill this in.", "Please fill this in.", "Please fill this in."], host.FindAll(ControlSteps.Problem).Select(error => error.TextContent.Trim())));
        Assert.Empty((await ViewAsync(person)).Standing.OptIns);
    }

    [Fact]
    public async Task With_evidence_the_opt_in_is_proven_and_names_the_operator()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptInDialog>(person);

        host.Choose("#topic", Topic.Events);
        host.Choose("#how", "Letter");
        host.Find("#evidence-text").Change("Brief van 16 maart, map 3");
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(new OptInRecorded(true), Result);
        var view = await ViewAsync(person);
        var optIn = Assert.Single(view.Standing.OptIns);
        Assert.Equal((Topic.Events, Channel.Email, true, false), (optIn.Topic, optIn.Channel, optIn.Proven, optIn.StartedByPerson));
        Assert.Equal(SignedIn.Id, view.Timeline[0].Event.Operator);
        Assert.StartsWith("Ja, Imalink NV mag mij per e-mail uitnodigen", view.Timeline[0].Payload!.Wording);
    }

    [Fact]
    public async Task Without_evidence_it_is_kept_and_said_to_be_unproven()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptInDialog>(person);

        host.Choose("#how", "Phone");
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(new OptInRecorded(false), Result);
        Assert.False(Assert.Single((await ViewAsync(person)).Standing.OptIns).Proven);
    }

    [Fact]
    public async Task An_opt_in_of_tomorrow_is_refused_with_a_sentence()
    {
        var host = await OpenForAsync<OptInDialog>(await CandidateAsync());

        host.Choose("#how", "Letter");
        host.Find("#given").Change("2026-03-17T09:00");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("This date lies in the future.", host.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task Words_that_were_typed_are_not_replaced_by_a_proposal()
    {
        var host = await OpenForAsync<OptInDialog>(await CandidateAsync());

        host.Find("#wording").Change("Ik wil de nieuwsbrief");
        host.Choose("#topic", Topic.Services);

        Assert.Equal("Ik wil de nieuwsbrief", host.Find("#wording").GetAttribute("value") ?? host.Find("#wording").TextContent);
    }

    [Fact]
    public async Task Whoever_refused_something_is_said_not_to_be_lifted_by_it()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");

        var host = await OpenForAsync<OptInDialog>(person);

        Assert.Contains("No colleague, import or approval can lift a refusal", host.Find(".notice.warning").TextContent);
    }
}
