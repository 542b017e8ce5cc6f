using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using static ConsentRegistry.Core.Vocabulary.Relationship;
using static ConsentRegistry.Core.Vocabulary.MessageKind;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending;

public class SendGateTests
{
    [Fact]
    public void An_explanation_names_the_rules_that_passed_in_order_and_the_same_decision()
    {
        var explained = SendGate.Explain(Of(ServiceNews, Client, SendEvent.Complaint(On(2026, 2, 1))));

        Assert.Equal(new SendDecision(DecisionCode.Complaint, RuleId.G08), explained.Decision);
        Assert.Equal([RuleId.G01, RuleId.G02, RuleId.G03, RuleId.G04, RuleId.G05, RuleId.G06, RuleId.G07], explained.Passed);
    }

    [Fact]
    public void An_explanation_of_no_basis_names_every_other_rule_once() =>
        Assert.Equal(Enum.GetValues<RuleId>().Except([RuleId.G18]), SendGate.Explain(Of(ServiceNews, Client)).Passed);

    [Fact]
    public void An_explanation_of_a_referee_stops_before_the_lists()
    {
        var explained = SendGate.Explain(Of(ServiceNews, Referee));

        Assert.Equal(new SendDecision(DecisionCode.NoBasis, RuleId.G18), explained.Decision);
        Assert.Equal(RuleId.G10, explained.Passed[^1]);
    }

    [Fact]
    public void An_explanation_of_an_unreadable_fact_ends_before_the_rule_that_needed_it()
    {
        var explained = SendGate.Explain(Of(ServiceNews, Client).Person(p => p with { NoticeGiven = default }));

        Assert.Equal(SendDecision.Undetermined, explained.Decision);
        Assert.Equal(RuleId.G09, explained.Passed[^1]);
    }

    [Fact]
    public void Facts_that_nobody_filled_in_block() => Assert.Equal(SendDecision.Undetermined, SendGate.Decide(new SendFacts()));

    [Fact]
    public void A_rule_that_fails_for_any_cause_blocks() =>
        Assert.Equal(SendDecision.Undetermined, SendGate.Decide(MatchedOffer() with { Message = null! }));

    [Fact]
    public void Of_several_records_or_kinds_any_block_blocks_and_the_earliest_rule_is_named_in_any_order()
    {
        var allowed = MatchedOffer();
        var objected = MatchedOffer(CandidateApplied, SendEvent.Objection(On(2026, 1, 1)));
        var noBasis = Of(ServiceNews, Client);

        Assert.Equal(new SendDecision(DecisionCode.Objected, RuleId.G08), SendGate.DecideStrictest([allowed, noBasis, objected]));
        Assert.Equal(new SendDecision(DecisionCode.Objected, RuleId.G08), SendGate.DecideStrictest([objected, allowed, noBasis]));
        Assert.Equal(new SendDecision(DecisionCode.ContactPermission, RuleId.G16), SendGate.DecideStrictest([allowed, allowed]));
        Assert.Equal(SendDecision.Undetermined, SendGate.DecideStrictest([]));
    }

    [Fact]
    public void A_code_means_one_verdict_and_only_nine_allow() =>
        Assert.Equal(9, Enum.GetValues<DecisionCode>().Count(static code => code.VerdictOf() == Verdict.Allow));
}
