using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;

namespace ConsentRegistry.Tests.Sending;

/// <summary>The ten properties of RULES 3 over generated facts. A failure names the facts as JSON, so that it can be replayed.</summary>
public class GatePropertiesTests
{
    private const int Count = 10_000;

    private static readonly MessageKind[] TopicKinds =
        [MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback];

    [Fact]
    public void Property_1_adding_a_bar_never_turns_block_into_allow()
    {
        var generator = new FactsGenerator(seed: 1);
        foreach (var facts in FactsGenerator.Many(seed: 11, Count))
        {
            var barred = facts.With(generator.Bar(generator.Around(facts.At.Value)));

            Hold(!SendGate.Decide(barred).IsAllowed || SendGate.Decide(facts).IsAllowed, barred);
        }
    }

    [Fact]
    public void Property_2_a_person_wide_bar_at_the_instant_blocks_all_four_topics_on_all_channels()
    {
        var generator = new FactsGenerator(seed: 2);
        foreach (var facts in FactsGenerator.Many(seed: 12, Count / 10))
        {
            var barred = facts.With(generator.PersonWideBar(facts.At.Value));
            foreach (var (kind, channel) in TopicKinds.SelectMany(_ => Enum.GetValues<Channel>(), ValueTuple.Create))
            {
                var asked = barred.Message(m => m with { Kind = kind, Channel = channel });

                Hold(!SendGate.Decide(asked).IsAllowed, asked);
            }
        }
    }

    [Fact]
    public void Property_3_a_topic_or_channel_opt_out_at_the_instant_blocks_that_pair()
    {
        foreach (var facts in FactsGenerator.Many(seed: 13, Count / 10))
        {
            foreach (var (kind, channel) in TopicKinds.SelectMany(_ => Enum.GetValues<Channel>(), ValueTuple.Create))
            {
                var asked = facts.Message(m => m with { Kind = kind, Channel = channel, Promotional = false });
                var topic = kind.TopicOf()!.Value;

                foreach (var bar in new[]
                {
                    SendEvent.OptOutTopic(topic, null, facts.At.Value),
                    SendEvent.OptOutTopic(topic, channel, facts.At.Value),
                    SendEvent.OptOutChannel(channel, facts.At.Value),
                })
                {
                    Hold(!SendGate.Decide(asked.With(bar)).IsAllowed, asked.With(bar));
                }
            }
        }
    }

    [Fact]
    public void Property_4_objection_complaint_and_opt_outs_never_change_a_pure_transactional_or_notice_answer()
    {
        var generator = new FactsGenerator(seed: 4);
        foreach (var facts in FactsGenerator.Many(seed: 14, Count))
        {
            var kind = generator.One(MessageKind.Transactional, MessageKind.PolicyNotice);
            var pure = facts.Message(m => m with { Kind = kind, Promotional = false });
            var bar = generator.Bar(generator.Around(facts.At.Value));
            if (bar.Type != SendEventType.Erasure)
            {
                Hold(SendGate.Decide(pure.With(bar)) == SendGate.Decide(pure), pure.With(bar));
            }
        }
    }

    [Fact]
    public void Property_5_text_messages_on_a_topic_pass_only_by_opt_in_while_soft_opt_in_does_not_cover_them()
    {
        foreach (var facts in FactsGenerator.Many(seed: 15, Count))
        {
            foreach (var kind in TopicKinds)
            {
                var asked = facts.Message(m => m with { Kind = kind, Channel = Channel.Sms }).Settings(s => s with { SoftOptInCoversSms = false });
                var decision = SendGate.Decide(asked);

                Hold(!decision.IsAllowed || decision.Code == DecisionCode.OptIn, asked);
            }
        }
    }

    [Fact]
    public void Property_6_a_stricter_contact_permission_setting_never_allows_more()
    {
        foreach (var facts in FactsGenerator.Many(seed: 16, Count))
        {
            var offer = facts.Message(m => m with { Kind = MessageKind.ProjectOffer });
            var looser = SendGate.Decide(offer.Uses(ContactPermissionUse.AsPolicyStates)).IsAllowed;
            var prudent = SendGate.Decide(offer.Uses(ContactPermissionUse.ApplicantsOnly)).IsAllowed;
            var strict = SendGate.Decide(offer.Uses(ContactPermissionUse.OptInOnly)).IsAllowed;

            Hold((looser || !prudent) && (prudent || !strict), offer);
        }
    }

    [Fact]
    public void Property_7_an_erased_person_without_new_contact_or_own_opt_in_is_reached_only_by_a_legal_reply()
    {
        foreach (var facts in FactsGenerator.Many(seed: 17, Count))
        {
            var others = facts.Person.Events.Value.Where(e =>
                e.Type is not (SendEventType.ApplicationBegun or SendEventType.ContractBegun) && !(e.Proven && e.StartedByPerson));
            var erased = facts.Person(p => p with { Events = others.ToArray() }).With(SendEvent.Erasure(facts.At.Value.AddYears(-2)));
            var decision = SendGate.Decide(erased);

            Hold(!decision.IsAllowed || decision.Code == DecisionCode.LegalReply, erased);
        }
    }

    [Fact]
    public void Property_8_undetermined_never_passes_and_is_always_rule_1()
    {
        foreach (var facts in FactsGenerator.Many(seed: 18, Count))
        {
            foreach (var broken in new[]
            {
                facts,
                facts with { At = default },
                facts with { SuppressionAvailable = false },
                facts with { Settings = default },
                facts.Message(m => m with { Promotional = default, LegalCase = default, ObjectionOffered = default }),
                facts.Person(p => p with { Permission = default, NoticeGiven = default }),
                facts with { DoNotCall = default, Robinson = default },
            })
            {
                var decision = SendGate.Decide(broken);

                Assert.Equal(decision.Code == DecisionCode.Undetermined, decision.Rule == RuleId.G01);
                Assert.False(decision.Code == DecisionCode.Undetermined && decision.IsAllowed);
            }
        }
    }

    [Fact]
    public void Property_9_same_facts_give_the_same_answer_in_any_order_of_events_and_by_any_source()
    {
        foreach (var facts in FactsGenerator.Many(seed: 19, Count))
        {
            var decision = SendGate.Decide(facts);

            Hold(decision == SendGate.Decide(facts), facts);
            Hold(decision == SendGate.Decide(facts.Person(p => p with { Events = p.Events.Value.Reverse().ToArray() })), facts);
            Hold(decision == SendGate.Decide(SendFactsReader.Read(SendFactsWriter.Write(facts, null))), facts);
        }
    }

    [Fact]
    public void Property_10_adding_a_doubt_never_turns_block_into_allow_and_never_changes_a_pure_transactional_or_notice_answer()
    {
        var generator = new FactsGenerator(seed: 10);
        foreach (var facts in FactsGenerator.Many(seed: 22, Count))
        {
            var doubt = generator.Doubt(generator.Around(facts.At.Value));

            Hold(!SendGate.Decide(facts.With(doubt)).IsAllowed || SendGate.Decide(facts).IsAllowed, facts.With(doubt));

            var pure = facts.Message(m => m with { Kind = generator.One(MessageKind.Transactional, MessageKind.PolicyNotice), Promotional = false });
            Hold(SendGate.Decide(pure.With(doubt)) == SendGate.Decide(pure), pure.With(doubt));
        }
    }

    [Fact]
    public void A_doubt_at_the_instant_blocks_every_topic_and_channel_that_it_covers_and_changes_no_other_answer()
    {
        var generator = new FactsGenerator(seed: 23);
        foreach (var facts in FactsGenerator.Many(seed: 24, Count / 10))
        {
            var doubt = generator.Doubt(facts.At.Value);
            foreach (var (kind, channel) in TopicKinds.SelectMany(_ => Enum.GetValues<Channel>(), ValueTuple.Create))
            {
                var asked = facts.Message(m => m with { Kind = kind, Channel = channel, Promotional = false });
                var isCovered = (doubt.Topic ?? kind.TopicOf()) == kind.TopicOf() && (doubt.Channel ?? channel) == channel;

                Hold(isCovered ? !SendGate.Decide(asked.With(doubt)).IsAllowed : SendGate.Decide(asked.With(doubt)) == SendGate.Decide(asked), asked.With(doubt));
            }
        }
    }

    [Fact]
    public void The_generated_facts_reach_every_rule_and_every_code_of_the_gate()
    {
        var decisions = FactsGenerator.Many(seed: 20, 3 * Count).Select(SendGate.Decide).ToHashSet();

        Assert.Equal(Enum.GetValues<RuleId>(), decisions.Select(static d => d.Rule).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<DecisionCode>().Except([DecisionCode.FrequencyCapped]).Order(),
            decisions.Select(static d => d.Code).Distinct().Order());
    }

    [Fact]
    public void A_referee_is_reached_by_no_topic_whatever_else_is_true()
    {
        foreach (var facts in FactsGenerator.Many(seed: 21, Count))
        {
            var referee = facts.Person(p => p with { Relationship = Relationship.Referee })
                .Message(m => m with { Kind = MessageKind.ServiceNews });

            Hold(!SendGate.Decide(referee).IsAllowed, referee);
        }
    }

    private static void Hold(bool property, SendFacts facts)
    {
        if (!property)
        {
            Assert.Fail($"{SendGate.Decide(facts)} for {FactsJson.Write(facts).ToJsonString()}");
        }
    }
}
