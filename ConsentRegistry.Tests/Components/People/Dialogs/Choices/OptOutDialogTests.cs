using Bunit;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Choices;

public sealed class OptOutDialogTests : PersonDialogTest
{
    [Fact]
    public async Task One_press_opts_out_of_everything_at_once()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptOutDialog>(person);

        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(1, Assert.IsType<OptOutRecorded>(Result).Done.Addresses);
        var bar = Assert.Single((await ViewAsync(person)).Standing.Bars);
        Assert.Equal((LedgerEventType.OptOutAll, Clock.Now), (bar.Type, bar.At));
    }

    [Fact]
    public async Task A_topic_on_one_channel_bars_just_that()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptOutDialog>(person);

        host.Find("input[name=reach][value=TopicOnChannel]").Click();
        host.Choose<Topic?>("#optout-topic", Topic.Events);
        host.Choose<Channel?>("#optout-channel", Channel.Sms);
        host.Find("form").Submit();

        Closed(host);
        var bar = Assert.Single((await ViewAsync(person)).Standing.Bars);
        Assert.Equal((LedgerEventType.OptOutTopic, Topic.Events, Channel.Sms), (bar.Type, bar.Topic, bar.Channel));
    }

    [Fact]
    public async Task What_less_than_everything_concerns_has_to_be_chosen()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptOutDialog>(person);

        host.Find("input[name=reach][value=TopicOnChannel]").Click();
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(2, host.FindAll(ControlSteps.Problem).Count));
        host.Choose<Topic?>("#optout-topic", Topic.Events);
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Single(host.FindAll(ControlSteps.Problem)));
        Assert.Empty((await ViewAsync(person)).Standing.Bars);
    }

    [Theory]
    [InlineData("Objection", LedgerEventType.Objection)]
    [InlineData("Complaint", LedgerEventType.Complaint)]
    public async Task An_objection_or_complaint_is_person_wide_and_asks_for_no_reach(string reason, LedgerEventType type)
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptOutDialog>(person);

        host.Find($"input[name=reason][value={reason}]").Click();
        Assert.Empty(host.FindAll("input[name=reach]"));
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(type, Assert.Single((await ViewAsync(person)).Standing.Bars).Type);
    }

    [Fact]
    public async Task What_was_received_earlier_keeps_both_instants()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptOutDialog>(person);

        host.Find("#received").Change("2026-03-12T14:30");
        host.WaitForAssertion(() => Assert.Equal("12/03/2026 14:30", host.Find("#received").GetAttribute("value")));
        host.Find("#note").Change("Belde naar het onthaal");
        host.Find("form").Submit();

        Closed(host);
        var entry = (await ViewAsync(person)).Timeline[0];
        Assert.Equal(new DateTimeOffset(2026, 3, 12, 14, 30, 0, TimeSpan.FromHours(1)), entry.Event.EffectiveAt);
        Assert.Equal(Clock.Now, entry.Event.RecordedAt);
        Assert.Equal("Belde naar het onthaal", entry.Payload!.Note);
    }

    [Fact]
    public async Task A_wish_from_tomorrow_is_refused_and_bars_nothing()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<OptOutDialog>(person);

        host.Find("#received").Change("2026-03-17T08:00");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("This date lies in the future.", host.Find(".notice.danger p").TextContent));
        Assert.Empty((await ViewAsync(person)).Standing.Bars);
    }
}
