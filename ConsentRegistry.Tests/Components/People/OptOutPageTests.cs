using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People;

namespace ConsentRegistry.Tests.Components.People;

public sealed class OptOutPageTests : PersonDialogTest
{
    [Fact]
    public async Task Marketing_records_an_opt_out_by_address_and_sees_it_masked()
    {
        SignIn(Role.Marketing);
        var person = await CandidateAsync();
        var page = Render<OptOutPage>();

        page.Find("#address").Change("An.Peeters@Example.com");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("a•••@e•••.com", page.Find(".notice.success").TextContent));
        Assert.DoesNotContain("peeters", page.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.Single((await ViewAsync(person)).Standing.Bars);
    }

    [Fact]
    public async Task A_full_disk_of_the_audit_trail_keeps_nobody_from_recording_one()
    {
        SignIn(Role.Marketing);
        var person = await CandidateAsync();
        var page = Render<OptOutPage>();
        TamperedDatabase.RefuseWrites(Path.Combine(DataDirectory, "audit.db"), "AuditEntries");

        page.Find("#address").Change("An.Peeters@Example.com");
        page.Find("form").Submit();

        page.WaitForElement(".notice.success");
        Assert.Empty(page.FindAll(".notice.danger"));
        Assert.Single((await ViewAsync(person)).Standing.Bars);
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_barred_all_the_same()
    {
        SignIn(Role.Marketing);
        var page = Render<OptOutPage>();

        page.Find("#address").Change("nobody@example.org");
        page.Find("form").Submit();

        page.WaitForElement(".notice.success");
        var message = new MessageFacts { Kind = MessageKind.EventInvitation, Channel = Channel.Email, ObjectionOffered = true };
        var decision = (await Get<SendFactsLoader>().LoadAsync(message, [Address.Read("nobody@example.org")!], Clock.Now))[0].Decide();
        Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), decision);
    }

    [Fact]
    public async Task What_less_than_everything_concerns_has_to_be_chosen()
    {
        var person = await CandidateAsync();
        var page = Render<OptOutPage>();

        page.Find("#address").Change("An.Peeters@Example.com");
        page.Find("input[name=reach][value=Channel]").Click();
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Single(page.FindAll(ControlSteps.Problem)));
        Assert.Empty((await ViewAsync(person)).Standing.Bars);
    }

    [Fact]
    public void What_is_no_address_is_said()
    {
        var page = Render<OptOutPage>();

        page.Find("#address").Change("nobody at example");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal(["This is neither an e-mail address nor a phone number."], page.Problems()));
    }
}
