using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using static ConsentRegistry.Core.Vocabulary.Relationship;
using static ConsentRegistry.Core.Vocabulary.MessageKind;
using static ConsentRegistry.Tests.Sending.SomeFacts;

namespace ConsentRegistry.Tests.Sending;

/// <summary>What stops a message, rules G-02 to G-10, where no worked example shows it; each with its other side.</summary>
public class GateBarsTests
{
    private static readonly DateTimeOffset Before = On(2026, 1, 1);
    private static readonly DateTimeOffset After = On(2026, 2, 1);

    [Theory]
    [InlineData(false, false, "Allow LegalReply G-02")]
    [InlineData(false, true, "Block ContactPointDead G-02")]
    [InlineData(true, false, "Block NoContractLink G-06")]
    [InlineData(true, true, "Block ContactPointDead G-05")]
    public void A_step_of_a_legal_case_goes_once_and_never_to_a_dead_contact_point(bool alreadySent, bool dead, string expected)
    {
        var reply = Of(Transactional, Client).Message(m => m with { LegalCase = "RC-1", LegalCaseAlreadySent = alreadySent });

        Assert.Equal(expected, (dead ? reply.Dead() : reply).Decided());
    }

    [Fact]
    public void A_legal_reply_that_promotes_is_no_legal_reply() =>
        Assert.Equal("Block NoBasis G-18", Of(Transactional, Client).Message(m => m with { LegalCase = "RC-1", Promotional = true }).Decided());

    [Fact]
    public void A_legal_reply_reaches_an_erased_person_and_a_policy_notice_does_not()
    {
        Assert.Equal("Allow LegalReply G-02", Of(Transactional, Unknown, SendEvent.Erasure(Before)).Message(m => m with { LegalCase = "RC-1" }).Decided());
        Assert.Equal("Block ErasedSuppressed G-03", Of(PolicyNotice, Unknown, SendEvent.Erasure(Before)).Message(m => m with { PolicyVersion = "v3" }).Decided());
    }

    [Fact]
    public void An_opt_in_opens_an_erased_address_for_its_topic_but_not_for_a_contract()
    {
        var erasedThenOptIn = new[] { SendEvent.Erasure(Before), OwnOptIn(Topic.Services, After) };

        Assert.Equal("Allow OptIn G-12", Of(ServiceNews, Client, erasedThenOptIn).Decided());
        Assert.Equal("Block ErasedSuppressed G-03", Of(EventInvitation, Client, erasedThenOptIn).Decided());
        Assert.Equal(
            "Block ErasedSuppressed G-03",
            Of(Transactional, Client, erasedThenOptIn).Message(m => m with { ContractLink = ContractLink.Contract }).Decided());
    }

    [Fact]
    public void Each_of_several_erasures_has_to_be_overcome()
    {
        var events = new[] { SendEvent.Erasure(Before), SendEvent.ContractBegun(After), SendEvent.Erasure(After.AddDays(1)) };

        Assert.Equal("Block ErasedSuppressed G-03", Of(ServiceNews, Client, events).Decided());
    }

    [Fact]
    public void A_release_by_the_DPO_lets_one_message_past_a_restriction()
    {
        var restricted = MatchedOffer().Person(p => p with { Restricted = true });

        Assert.Equal("Block Restricted G-04", restricted.Decided());
        Assert.Equal("Allow ContactPermission G-16", restricted.Message(m => m with { DpoRelease = true }).Decided());
    }

    [Fact]
    public void Person_wide_bars_are_named_in_the_order_of_the_rule()
    {
        var applied = SendEvent.ApplicationBegun(Before.AddDays(1));
        SendEvent[] bars = [SendEvent.Objection(Before), SendEvent.OptOutAll(Before), SendEvent.Complaint(Before), SendEvent.Erasure(Before)];

        Assert.Equal(
            ["Block Objected G-08", "Block OptedOutAll G-08", "Block Complaint G-08", "Block ErasedSuppressed G-08"],
            Enumerable.Range(0, bars.Length).Select(skipped => MatchedOffer(CandidateApplied, [applied, .. bars[skipped..].Reverse()]).Decided()));
    }

    [Fact]
    public void Every_bar_has_to_be_lifted()
    {
        var optIn = OwnOptIn(Topic.Projects, After);

        Assert.Equal("Allow OptIn G-12", MatchedOffer(CandidateApplied, SendEvent.OptOutAll(Before), SendEvent.Objection(Before), optIn).Decided());
        Assert.Equal("Block Objected G-08", MatchedOffer(CandidateApplied, SendEvent.OptOutAll(Before), SendEvent.Objection(After), optIn).Decided());
        Assert.Equal("Block OptedOutAll G-08", MatchedOffer(CandidateApplied, SendEvent.OptOutAll(Before), SendEvent.OptOutAll(After), optIn).Decided());
    }

    [Theory]
    [InlineData(true, true, true, "Allow OptIn G-12")]
    [InlineData(false, true, true, "Block OptedOutAll G-08")]
    [InlineData(true, false, true, "Block OptedOutAll G-08")]
    [InlineData(true, true, false, "Block OptedOutAll G-08")]
    public void Only_a_proven_own_opt_in_lifts_and_only_a_liftable_bar(bool proven, bool own, bool liftable, string expected) =>
        Assert.Equal(
            expected,
            Of(ServiceNews, Client, SendEvent.OptOutAll(Before, liftable), SendEvent.OptIn(Topic.Services, Channel.Email, After, proven, own)).Decided());

    [Theory]
    [InlineData(Topic.Services, Channel.Email, "Allow OptIn G-12")]
    [InlineData(Topic.Events, Channel.Email, "Block OptedOutAll G-08")]
    [InlineData(Topic.Services, Channel.Sms, "Block OptedOutAll G-08")]
    public void An_opt_in_lifts_for_its_own_topic_and_channel_only(Topic topic, Channel channel, string expected) =>
        Assert.Equal(expected, Of(ServiceNews, Client, SendEvent.OptOutAll(Before), OwnOptIn(topic, After, channel)).Decided());

    [Fact]
    public void An_expired_opt_in_lifts_nothing() =>
        Assert.Equal(
            "Block OptedOutAll G-08",
            Of(ServiceNews, Client, SendEvent.OptOutAll(On(2023, 1, 1)), OwnOptIn(Topic.Services, On(2024, 3, 16))).Decided());

    [Theory]
    [InlineData(null, "Block TopicOptedOut G-09")]
    [InlineData(Channel.Email, "Block TopicOptedOut G-09")]
    [InlineData(Channel.Sms, "Allow ContactPermission G-16")]
    public void An_opt_out_of_a_topic_holds_on_its_channel_or_on_all(Channel? channel, string expected) =>
        Assert.Equal(expected, MatchedOffer(CandidateApplied, SendEvent.OptOutTopic(Topic.Projects, channel, Before)).Decided());

    [Fact]
    public void An_opt_out_of_the_topic_is_named_before_one_of_the_channel()
    {
        var channel = SendEvent.OptOutChannel(Channel.Email, Before);

        Assert.Equal("Block ChannelOptedOut G-09", MatchedOffer(CandidateApplied, channel).Decided());
        Assert.Equal(
            "Block TopicOptedOut G-09",
            MatchedOffer(CandidateApplied, channel, SendEvent.OptOutTopic(Topic.Projects, null, Before)).Decided());
        Assert.Equal("Allow ContactPermission G-16", MatchedOffer(CandidateApplied, SendEvent.OptOutChannel(Channel.Post, Before)).Decided());
    }

    [Theory]
    [InlineData(null, null, "Block InDoubt G-09")]
    [InlineData(Topic.Projects, null, "Block InDoubt G-09")]
    [InlineData(null, Channel.Email, "Block InDoubt G-09")]
    [InlineData(Topic.Projects, Channel.Email, "Block InDoubt G-09")]
    [InlineData(Topic.Events, null, "Allow ContactPermission G-16")]
    [InlineData(null, Channel.Sms, "Allow ContactPermission G-16")]
    [InlineData(Topic.Projects, Channel.Sms, "Allow ContactPermission G-16")]
    [InlineData(Topic.Events, Channel.Email, "Allow ContactPermission G-16")]
    public void A_doubt_counts_as_a_no_to_what_it_covers(Topic? topic, Channel? channel, string expected) =>
        Assert.Equal(expected, MatchedOffer(CandidateApplied, SendEvent.Doubt(topic, channel, Before)).Decided());

    [Fact]
    public void A_doubt_is_named_behind_every_bar_and_before_a_missing_notice()
    {
        var doubt = SendEvent.Doubt(null, null, Before);

        Assert.Equal("Block OptedOutAll G-08", MatchedOffer(CandidateApplied, doubt, SendEvent.OptOutAll(Before)).Decided());
        Assert.Equal("Block TopicOptedOut G-09", MatchedOffer(CandidateApplied, doubt, SendEvent.OptOutTopic(Topic.Projects, null, Before)).Decided());
        Assert.Equal("Block ChannelOptedOut G-09", MatchedOffer(CandidateApplied, doubt, SendEvent.OptOutChannel(Channel.Email, Before)).Decided());
        Assert.Equal("Block InDoubt G-09", MatchedOffer(CandidateApplied, doubt).Person(p => p with { NoticeGiven = false }).Decided());
        Assert.Equal("Block NoticeMissing G-10", MatchedOffer().Person(p => p with { NoticeGiven = false }).Decided());
    }

    [Theory]
    [InlineData(true, true, true, 1, "Allow OptIn G-12")]
    [InlineData(true, true, true, 0, "Block InDoubt G-09")]
    [InlineData(false, true, true, 1, "Block InDoubt G-09")]
    [InlineData(true, false, true, 1, "Block InDoubt G-09")]
    [InlineData(true, true, false, 1, "Block InDoubt G-09")]
    public void Only_a_proven_own_opt_in_that_came_later_lifts_a_doubt(bool proven, bool own, bool liftable, int ticksLater, string expected) =>
        Assert.Equal(
            expected,
            Of(ServiceNews, Client, SendEvent.Doubt(null, null, Before, liftable), SendEvent.OptIn(Topic.Services, Channel.Email, Before.AddTicks(ticksLater), proven, own)).Decided());

    [Theory]
    [InlineData(0, "Block InDoubt G-09")]
    [InlineData(1, "Allow ContactPermission G-16")]
    public void A_doubt_counts_from_its_instant_on(int ticksLater, string expected) =>
        Assert.Equal(expected, MatchedOffer(CandidateApplied, SendEvent.Doubt(null, null, Now.AddTicks(ticksLater))).Decided());

    [Fact]
    public void A_doubt_stands_in_the_way_of_no_contract_no_notice_and_no_legal_reply()
    {
        var doubt = SendEvent.Doubt(null, null, Before);

        Assert.Equal("Allow ContractNecessary G-06", Of(Transactional, Client, doubt).Message(m => m with { ContractLink = ContractLink.Contract }).Decided());
        Assert.Equal("Allow LegalNotice G-07", Of(PolicyNotice, Client, doubt).Message(m => m with { PolicyVersion = "v3" }).Decided());
        Assert.Equal("Allow LegalReply G-02", Of(Transactional, Client, doubt).Message(m => m with { LegalCase = "RC-1" }).Decided());
        Assert.Equal("Block InDoubt G-09", Of(Transactional, Client, doubt).Message(m => m with { ContractLink = ContractLink.Contract, Promotional = true }).Decided());
    }

    [Fact]
    public void Of_several_records_of_an_address_a_certain_no_is_named_before_a_doubt_and_a_doubt_before_a_later_rule()
    {
        var doubt = MatchedOffer(CandidateApplied, SendEvent.Doubt(null, null, Before));
        var channel = MatchedOffer(CandidateApplied, SendEvent.OptOutChannel(Channel.Email, Before));
        var untold = MatchedOffer().Person(p => p with { NoticeGiven = false });

        Assert.Equal(new SendDecision(DecisionCode.ChannelOptedOut, RuleId.G09), SendGate.DecideStrictest([doubt, untold, channel]));
        Assert.Equal(new SendDecision(DecisionCode.InDoubt, RuleId.G09), SendGate.DecideStrictest([untold, MatchedOffer(), doubt]));
    }

    [Fact]
    public void A_referee_has_no_basis_even_with_an_opt_in_but_is_told_of_a_bar_first()
    {
        Assert.Equal("Block NoBasis G-18", Of(ServiceNews, Referee, OwnOptIn(Topic.Services, After)).Decided());
        Assert.Equal("Block Objected G-08", Of(ServiceNews, Referee, SendEvent.Objection(After)).Decided());
        Assert.Equal("Block NoBasis G-18", Of(ServiceNews, Referee).By(Channel.Phone).Decided());
    }
}
