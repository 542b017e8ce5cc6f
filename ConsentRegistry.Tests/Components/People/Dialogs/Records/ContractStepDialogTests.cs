using Bunit;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Records;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Records;

/// <summary>Applications and contracts begin and end; messages on them go out only in between (rule G-06).</summary>
public sealed class ContractStepDialogTests : PersonDialogTest
{
    private static readonly DateOnly Today = new(2026, 3, 16);

    [Fact]
    public async Task An_application_that_begins_and_is_closed_opens_and_closes_the_way_for_messages_on_it()
    {
        SignIn(Role.Recruiter);
        var person = await CandidateAsync();
        Assert.Equal((DecisionCode.NoContractLink, RuleId.G06), await TransactionalAsync(person));

        await PressAsync(person, ContractStep.ApplicationBegun);
        Assert.Equal((DecisionCode.ContractNecessary, RuleId.G06), await TransactionalAsync(person));

        await PressAsync(person, ContractStep.ApplicationClosed);
        Assert.Equal((DecisionCode.NoContractLink, RuleId.G06), await TransactionalAsync(person));
    }

    [Fact]
    public async Task An_end_before_the_beginning_is_explained()
    {
        var person = await CandidateAsync();
        await RecordAsync(person, ContractStep.ContractBegun, Today.AddDays(-3));
        var host = await OpenStepAsync(person, ContractStep.ContractEnded);
        Assert.Equal("16/03/2026", host.Find("#on").GetAttribute("value"));

        host.Find("#on").Change("2026-03-12");
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["This is before the day on which it began."], host.Problems()));

        host.Find("#on").Change("2026-03-13");
        host.Find("form").Submit();
        Closed(host);
        var standing = (await ViewAsync(person)).Standing;
        Assert.False(standing.ContractRuns);
        Assert.Equal(new DateOnly(2026, 3, 13), BrusselsTime.DayOf(standing.ContractEndedAt!.Value));
    }

    [Theory]
    [InlineData(ContractStep.ApplicationClosed)]
    [InlineData(ContractStep.ContractEnded)]
    public async Task What_is_not_open_cannot_end(ContractStep step) =>
        Assert.Equal(Refusal.NothingToChange, await RefusalAsync(await CandidateAsync(), step, Today));

    [Fact]
    public async Task What_is_open_cannot_begin_again_and_nothing_happens_tomorrow()
    {
        var person = await CandidateAsync();

        Assert.Equal(Refusal.InFuture, await RefusalAsync(person, ContractStep.ContractBegun, Today.AddDays(1)));
        Assert.Null(await RefusalAsync(person, ContractStep.ContractBegun, Today));
        Assert.Equal(Refusal.NothingToChange, await RefusalAsync(person, ContractStep.ContractBegun, Today));
        Assert.Equal(Refusal.FieldInvalid, await RefusalAsync(person, ContractStep.ContractEnded, Today.AddDays(-1)));
        Assert.Equal(Refusal.PersonNotFound, await RefusalAsync(Guid.Empty, ContractStep.ContractBegun, Today));
    }

    [Fact]
    public async Task The_page_shows_what_is_open_and_offers_the_next_step()
    {
        var person = await CandidateAsync();
        await RecordAsync(person, ContractStep.ContractBegun, Today.AddDays(-3));

        var page = Render<PersonPage>(parameters => parameters.Add(each => each.Id, person));

        page.WaitForAssertion(() => Assert.Contains("open since 13/03/2026", page.Find("[aria-labelledby=contract]").TextContent));
        Assert.Equal(["Record an application", "Record the end of the contract"], page.FindAll("[aria-labelledby=contract] button").Select(button => button.TextContent.Trim()));
    }

    private async Task<IRenderedComponent<MudBlazor.MudDialogProvider>> OpenStepAsync(Guid person, ContractStep step) =>
        Open<ContractStepDialog>(new() { ["View"] = await ViewAsync(person), ["Step"] = step });

    private async Task PressAsync(Guid person, ContractStep step)
    {
        var host = await OpenStepAsync(person, step);
        host.Find("form").Submit();
        Closed(host);
        Assert.IsType<ContractStepRecorded>(Result);
    }

    private async Task<(DecisionCode, RuleId)> TransactionalAsync(Guid person)
    {
        var decision = (await Get<PreferenceQueries>().MatrixAsync(person)).Single(cell => cell.Kind == MessageKind.Transactional).Decision;
        return (decision.Code, decision.Rule);
    }

    private async Task RecordAsync(Guid person, ContractStep step, DateOnly on) => Assert.Null(await RefusalAsync(person, step, on));

    private async Task<Refusal?> RefusalAsync(Guid person, ContractStep step, DateOnly on) =>
        (await Get<RecordContractStep>().ExecuteAsync(person, step, on, null, "cli:test")).Refusal;
}
