using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;
using CsCheck;
using static ConsentRegistry.Tests.Sending.FactsGenerator;

namespace ConsentRegistry.Tests.Sending;

/// <summary>
/// The ten properties of RULES 3 over generated facts. A failure names the smallest facts that were found to show it, as JSON, and the seed
/// (<c>CsCheck_Seed</c>) that leads to them again.
/// </summary>
public class GatePropertiesTests
{
    private const int Count = 10_000;

    private static readonly MessageKind[] TopicKinds =
        [MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback];

    private static readonly (MessageKind Kind, Channel Channel)[] Pairs =
        [.. TopicKinds.SelectMany(_ => Enum.GetValues<Channel>(), ValueTuple.Create)];

    [Fact]
    public void Property_1_adding_a_bar_never_turns_block_into_allow() => Hold(
        from facts in Facts
        from bar in Around(facts.At.Value).SelectMany(BarAt)
        select (facts, barred: facts.With(bar)),
        each => !SendGate.Decide(each.barred).IsAllowed || SendGate.Decide(each.facts).IsAllowed,
        each => each.barred);

    [Fact]
    public void Property_2_a_person_wide_bar_at_the_instant_blocks_all_four_topics_on_all_channels() => Hold(
        from facts in Facts
        from bar in PersonWideBarAt(facts.At.Value)
        from pair in One(Pairs)
        select facts.With(bar).Message(m => m with { Kind = pair.Kind, Channel = pair.Channel }),
        asked => !SendGate.Decide(asked).IsAllowed);

    [Fact]
    public void Property_3_a_topic_or_channel_opt_out_at_the_instant_blocks_that_pair() => Hold(
        from facts in Facts
        from pair in One(Pairs)
        from bar in One(
            SendEvent.OptOutTopic(pair.Kind.TopicOf()!.Value, null, facts.At.Value),
            SendEvent.OptOutTopic(pair.Kind.TopicOf()!.Value, pair.Channel, facts.At.Value),
            SendEvent.OptOutChannel(pair.Channel, facts.At.Value))
        select facts.With(bar).Message(m => m with { Kind = pair.Kind, Channel = pair.Channel, Promotional = false }),
        asked => !SendGate.Decide(asked).IsAllowed);

    [Fact]
    public void Property_4_objection_complaint_and_opt_outs_never_change_a_pure_transactional_or_notice_answer() => Hold(
        from facts in Pure
        from bar in Around(facts.At.Value).SelectMany(BarAt).Where(bar => bar.Type != SendEventType.Erasure)
        select (facts, barred: facts.With(bar)),
        each => SendGate.Decide(each.barred) == SendGate.Decide(each.facts),
        each => each.barred);

    [Fact]
    public void Property_5_text_messages_on_a_topic_pass_only_by_opt_in_while_soft_opt_in_does_not_cover_them() => Hold(
        from facts in Facts
        from kind in One(TopicKinds)
        select facts.Message(m => m with { Kind = kind, Channel = Channel.Sms }).Settings(s => s with { SoftOptInCoversSms = false }),
        asked => SendGate.Decide(asked) is { IsAllowed: false } or { Code: DecisionCode.OptIn });

    [Fact]
    public void A_rule_answers_nothing_but_what_it_says_it_may_answer() => Hold(
        Facts,
        facts => SendGate.Decide(facts) is var decision && (decision.Code == DecisionCode.Undetermined
            || SendRules.InOrder.Any(rule => rule.Id == decision.Rule && rule.Answers.Contains(decision.Code))));

    [Fact]
    public void Property_6_a_stricter_contact_permission_setting_never_allows_more() => Hold(
        Facts.Select(facts => facts.Message(m => m with { Kind = MessageKind.ProjectOffer })),
        offer =>
        {
            var looser = SendGate.Decide(offer.Uses(ContactPermissionUse.AsPolicyStates)).IsAllowed;
            var prudent = SendGate.Decide(offer.Uses(ContactPermissionUse.ApplicantsOnly)).IsAllowed;
            var strict = SendGate.Decide(offer.Uses(ContactPermissionUse.OptInOnly)).IsAllowed;
            return (looser || !prudent) && (prudent || !strict);
        });

    [Fact]
    public void Property_7_an_erased_person_without_new_contact_or_own_opt_in_is_reached_only_by_a_legal_reply() => Hold(
        Facts.Select(facts =>
        {
            var others = facts.Person.Events.Value.Where(e =>
                e.Type is not (SendEventType.ApplicationBegun or SendEventType.ContractBegun) && !(e.Proven && e.StartedByPerson));
            return facts.Person(p => p with { Events = others.ToArray() }).With(SendEvent.Erasure(facts.At.Value.AddYears(-2)));
        }),
        erased => SendGate.Decide(erased) is { IsAllowed: false } or { Code: DecisionCode.LegalReply });

    [Fact]
    public void Property_8_undetermined_never_passes_and_is_always_rule_1() => Hold(
        from facts in Facts
        from broken in One(
            facts,
            facts with { At = default },
            facts with { SuppressionAvailable = false },
            facts with { Settings = default },
            facts.Message(m => m with { Promotional = default, LegalCase = default, ObjectionOffered = default }),
            facts.Person(p => p with { Permission = default, NoticeGiven = default }),
            facts with { DoNotCall = default, Robinson = default })
        select broken,
        broken => SendGate.Decide(broken) is var decision
            && (decision.Code == DecisionCode.Undetermined) == (decision.Rule == RuleId.G01)
            && !(decision.Code == DecisionCode.Undetermined && decision.IsAllowed));

    [Fact]
    public void Property_9_same_facts_give_the_same_answer_in_any_order_of_events_and_by_any_source() => Hold(
        Facts,
        facts => SendGate.Decide(facts) is var decision
            && decision == SendGate.Decide(facts)
            && decision == SendGate.Decide(facts.Person(p => p with { Events = p.Events.Value.Reverse().ToArray() }))
            && decision == SendGate.Decide(SendFactsReader.Read(SendFactsWriter.Write(facts, null))));

    [Fact]
    public void Property_10_adding_a_doubt_never_turns_block_into_allow() => Hold(
        from facts in Facts
        from doubt in Around(facts.At.Value).SelectMany(DoubtAt)
        select (facts, doubted: facts.With(doubt)),
        each => !SendGate.Decide(each.doubted).IsAllowed || SendGate.Decide(each.facts).IsAllowed,
        each => each.doubted);

    [Fact]
    public void Property_10_adding_a_doubt_never_changes_a_pure_transactional_or_notice_answer() => Hold(
        from facts in Pure
        from doubt in Around(facts.At.Value).SelectMany(DoubtAt)
        select (facts, doubted: facts.With(doubt)),
        each => SendGate.Decide(each.doubted) == SendGate.Decide(each.facts),
        each => each.doubted);

    [Fact]
    public void A_doubt_at_the_instant_blocks_every_topic_and_channel_that_it_covers_and_changes_no_other_answer() => Hold(
        from facts in Facts
        from doubt in DoubtAt(facts.At.Value)
        from pair in One(Pairs)
        select (pair, doubt, asked: facts.Message(m => m with { Kind = pair.Kind, Channel = pair.Channel, Promotional = false })),
        each =>
        {
            var topic = each.pair.Kind.TopicOf();
            var isCovered = (each.doubt.Topic ?? topic) == topic && (each.doubt.Channel ?? each.pair.Channel) == each.pair.Channel;
            var doubted = SendGate.Decide(each.asked.With(each.doubt));
            return isCovered ? !doubted.IsAllowed : doubted == SendGate.Decide(each.asked);
        },
        each => each.asked.With(each.doubt));

    [Fact]
    public void The_generated_facts_reach_every_rule_and_every_code_of_the_gate()
    {
        // The same facts at every run: what is rare must not be missing once in a hundred runs.
        var chance = new PCG(stream: 20, seed: 20);
        var decisions = Enumerable.Range(0, 3 * Count).Select(_ => SendGate.Decide(Facts.Generate(chance, null, out var _))).ToHashSet();

        Assert.Equal(Enum.GetValues<RuleId>(), decisions.Select(static d => d.Rule).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<DecisionCode>().Except([DecisionCode.FrequencyCapped]).Order(),
            decisions.Select(static d => d.Code).Distinct().Order());
    }

    [Fact]
    public void A_referee_is_reached_by_no_topic_whatever_else_is_true() => Hold(
        Facts.Select(facts => facts
            .Person(p => p with { Relationship = Relationship.Referee })
            .Message(m => m with { Kind = MessageKind.ServiceNews })),
        referee => !SendGate.Decide(referee).IsAllowed);

    /// <summary>Messages of the two kinds that no opt-out touches.</summary>
    private static Gen<SendFacts> Pure =>
        from facts in Facts
        from kind in One(MessageKind.Transactional, MessageKind.PolicyNotice)
        select facts.Message(m => m with { Kind = kind, Promotional = false });

    private static void Hold(Gen<SendFacts> facts, Func<SendFacts, bool> property) => Hold(facts, property, static facts => facts);

    private static void Hold<T>(Gen<T> cases, Func<T, bool> property, Func<T, SendFacts> shown) =>
        cases.Sample(
            property,
            iter: Count,
            print: each => $"{SendGate.Decide(shown(each))} for {FactsJson.Write(shown(each)).ToJsonString()}");
}
