using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using CsCheck;
using static ConsentRegistry.Core.Vocabulary.MessageKind;
using static ConsentRegistry.Core.Vocabulary.Relationship;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending;

/// <summary>What would change an answer, found by asking the gate about facts as they would be then.</summary>
public class AnswerOutlookTests
{
    [Fact]
    public void Where_there_is_no_reason_to_write_an_opt_in_is_enough_whoever_records_it() =>
        Assert.Equal("OptIn", Ways(Of(EventInvitation, CandidateApplied)));

    [Fact]
    public void A_candidate_without_a_permission_is_reached_by_an_own_contact_or_an_opt_in() =>
        Assert.Equal("OwnContact | OptIn", Ways(MatchedOffer().Person(person => person with { Permission = null })));

    [Fact]
    public void A_refusal_is_taken_back_by_nobody_but_the_person() =>
        Assert.Equal("OwnOptIn", Ways(MatchedOffer(CandidateApplied, SendEvent.Objection(On(2026, 1, 1)))));

    [Fact]
    public void A_refusal_that_nothing_lifts_has_no_way() =>
        Assert.Equal("", Ways(MatchedOffer(CandidateApplied, SendEvent.OptOutAll(On(2026, 1, 1), liftable: false))));

    [Fact]
    public void A_refusal_of_the_very_instant_is_lifted_a_moment_later() =>
        Assert.Equal("OwnOptIn", Ways(MatchedOffer(CandidateApplied, SendEvent.OptOutAll(Now))));

    [Fact]
    public void A_restriction_has_to_end() => Assert.Equal("RestrictionLifted", Ways(MatchedOffer().Person(person => person with { Restricted = true })));

    [Fact]
    public void A_dead_address_has_to_work() => Assert.Equal("WorkingAddress", Ways(MatchedOffer().Dead()));

    [Fact]
    public void A_notice_is_enough_where_the_permission_is_there_and_otherwise_a_reason_is_needed_as_well()
    {
        var untold = MatchedOffer().Person(person => person with { NoticeGiven = false, Permission = Permission with { ObjectionOffered = false } });

        Assert.Equal("NoticeGiven", Ways(untold));
        Assert.Equal("NoticeGiven+OwnContact | NoticeGiven+OptIn", Ways(untold.Person(person => person with { Permission = null })));
    }

    [Fact]
    public void An_unclear_refusal_is_settled_or_taken_back() =>
        Assert.Equal("DoubtSettled | OwnOptIn", Ways(MatchedOffer(CandidateApplied, SendEvent.Doubt(null, null, On(2026, 1, 1)))));

    [Fact]
    public void A_call_needs_a_look_at_the_list() => Assert.Equal("ListChecked", Ways(MatchedOffer().By(Channel.Phone)));

    [Fact]
    public void A_message_about_a_contract_needs_one() => Assert.Equal("ApplicationOrContract", Ways(Of(Transactional, Client)));

    [Fact]
    public void Whoever_shares_the_address_has_to_be_content_too()
    {
        var refuses = MatchedOffer(CandidateApplied, SendEvent.OptOutAll(On(2026, 1, 1)));

        Assert.Equal("OwnOptIn", string.Join(" | ", AnswerOutlook.WaysToYes([MatchedOffer(), refuses]).Select(way => string.Join('+', way))));
    }

    [Fact]
    public void A_yes_and_what_cannot_be_read_have_no_way()
    {
        Assert.Equal("", Ways(MatchedOffer()));
        Assert.Equal("", Ways(new SendFacts()));
        Assert.Equal("", Ways(MatchedOffer() with { SuppressionAvailable = false }));
        Assert.Empty(AnswerOutlook.WaysToYes([]));
    }

    [Fact]
    public void A_yes_ends_with_its_term()
    {
        Assert.Equal(new DateOnly(2027, 9, 1), AnswerOutlook.EndsOn([MatchedOffer()]));
        Assert.Equal(new DateOnly(2028, 2, 1), AnswerOutlook.EndsOn([Of(ServiceNews, Client, OwnOptIn(Topic.Services, On(2026, 2, 1)))]));
        Assert.Null(AnswerOutlook.EndsOn([Of(PolicyNotice, Client).Message(message => message with { PolicyVersion = "v9" })]));
        Assert.Null(AnswerOutlook.EndsOn([MatchedOffer(CandidateApplied, SendEvent.Objection(On(2026, 1, 1)))]));
    }

    [Theory]
    [InlineData(1, 17)]
    [InlineData(20, 16)]
    [InlineData(9, 17)]
    public void A_term_in_hours_ends_on_the_day_in_which_it_runs_out(int hoursAgo, int day) => Assert.Equal(
        new DateOnly(2026, 3, day), AnswerOutlook.EndsOn([MatchedOffer().By(Channel.Phone) with { DoNotCall = Clear(Now.AddHours(-hoursAgo)) }]));

    [Fact]
    public void Of_several_who_have_the_address_the_first_end_counts() => Assert.Equal(
        new DateOnly(2026, 9, 1),
        AnswerOutlook.EndsOn([MatchedOffer(), MatchedOffer().Settings(settings => settings with { PermissionMonths = 12 })]));

    [Fact]
    public void It_answers_for_any_facts_each_way_leads_to_a_yes_and_a_yes_has_none() => FactsGenerator.Facts.Sample(
        facts =>
        {
            var ways = AnswerOutlook.WaysToYes([facts]);
            return AnswerOutlook.EndsOn([facts]) is null
                ? ways.All(way => way.Count is > 0 and <= 3 && way.Distinct().Count() == way.Count && SendGate.Decide(way.Aggregate(facts with { At = facts.At.Value.AddSeconds(1) }, Then)).IsAllowed)
                : ways.Count == 0 && SendGate.Decide(facts).IsAllowed;
        },
        iter: 100);

    // Said here once more, and of the facts alone: what has to be so for a way to have been gone.
    private static SendFacts Then(SendFacts facts, AnswerChange change) => change switch
    {
        AnswerChange.NoticeGiven => facts.Person(person => person with { NoticeGiven = true, Permission = person.Permission.Value is { } given ? given with { ObjectionOffered = true } : null }),
        AnswerChange.RestrictionLifted => facts.Person(person => person with { Restricted = false }),
        AnswerChange.WorkingAddress => facts with { ContactPoint = facts.ContactPoint with { Dead = false } },
        AnswerChange.DoubtSettled => facts.Person(person => person with { Events = (SendEvent[])[.. person.Events.Value.Where(each => each.Type != SendEventType.Doubt)] }),
        AnswerChange.ListChecked => facts with { DoNotCall = Clear(facts.At.Value), Robinson = Clear(facts.At.Value) },
        AnswerChange.ApplicationOrContract => facts.Message(message => message with { ContractLink = (ContractLink?)ContractLink.Contract }),
        AnswerChange.OwnContact => facts.Person(person => person with
        {
            Permission = Permission with { Source = AcquisitionSource.OwnInitiative, LastOwnContactOn = BrusselsTime.DayOf(facts.At.Value) },
        }),
        _ => facts.Message.DecidedKind.TopicOf() is not { } topic
            ? facts
            : facts.With(SendEvent.OptIn(topic, facts.Message.Channel.Value, facts.At.Value, proven: true, startedByPerson: change == AnswerChange.OwnOptIn)),
    };

    private static string Ways(SendFacts facts) => string.Join(" | ", AnswerOutlook.WaysToYes([facts]).Select(way => string.Join('+', way)));
}
