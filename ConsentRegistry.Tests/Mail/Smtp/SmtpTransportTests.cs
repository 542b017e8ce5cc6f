using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Tests.Support.Smtp;
using static ConsentRegistry.Tests.Support.Smtp.ScriptedSmtpServer;

namespace ConsentRegistry.Tests.Mail.Smtp;

/// <summary>Recorded conversations, one odd reply a test.</summary>
public sealed class SmtpTransportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<HandOverOutcome> PlayAsync(string conversation, OutgoingMail? mail = null)
    {
        await using var server = new ScriptedSmtpServer(conversation);
        HandOverOutcome outcome;
        await using (var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System))
        {
            outcome = await transport.HandOverAsync(mail ?? SomeMail.To("an.peeters@post.example"));
        }

        await server.PlayedAsync();
        return outcome;
    }

    [Fact]
    public async Task A_message_the_server_queues_is_sent_with_its_reply()
    {
        var outcome = await PlayAsync(Hello + Offer + Data + "S: 250 2.0.0 Ok: queued as 4F1\n");

        Assert.Equal(new HandOverOutcome(HandOverResult.Sent, HandOverStep.Content, 250, new EnhancedStatus(2, 0, 0), "Ok: queued as 4F1"), outcome);
    }

    [Theory]
    [InlineData("550 5.1.1 unknown", HandOverResult.DeadContactPoint)]
    [InlineData("550 5.1.2 unknown", HandOverResult.DeadContactPoint)]
    [InlineData("550 5.1.3 unknown", HandOverResult.DeadContactPoint)]
    [InlineData("551 5.1.6 moved", HandOverResult.DeadContactPoint)]
    [InlineData("556 5.1.10 null MX", HandOverResult.DeadContactPoint)]
    [InlineData("550 #5.1.1 unknown", HandOverResult.DeadContactPoint)]
    [InlineData("550-5.1.1 no such\nS: 550 5.1.1 mailbox", HandOverResult.DeadContactPoint)]
    [InlineData("550 5.1.0 bad address", HandOverResult.Failed)]
    [InlineData("550 5.1.11 something", HandOverResult.Failed)]
    [InlineData("550 5.7.1 spam", HandOverResult.Failed)]
    [InlineData("552 5.2.2 full", HandOverResult.Failed)]
    [InlineData("550 4.1.1 of two minds", HandOverResult.Failed)]
    [InlineData("550 no such user", HandOverResult.Failed)]
    [InlineData("450 4.1.1 not now", HandOverResult.Deferred)]
    [InlineData("451 4.7.1 greylisted", HandOverResult.Deferred)]
    [InlineData("452 too many", HandOverResult.Deferred)]
    public async Task A_refusal_of_the_addressee_is_classed_by_its_code(string reply, HandOverResult expected)
    {
        var outcome = await PlayAsync(Hello + $"C: MAIL FROM:*\nC: RCPT TO:*\nS: 250 Ok\nS: {reply}\nC: RSET\nS: 250 Ok\n");

        Assert.Equal((expected, HandOverStep.Addressee), (outcome.Result, outcome.Step));
        Assert.Equal(int.Parse(reply[..3], null), outcome.Code);
    }

    [Theory]
    [InlineData("451 4.3.0 later", HandOverResult.Deferred, null)]
    [InlineData("550 5.7.1 sender not wanted", HandOverResult.Failed, null)]
    [InlineData("550 5.1.1 sender unknown", HandOverResult.Failed, null)]
    [InlineData("530 5.7.0 sign in first", HandOverResult.TransportUnavailable, TransportFault.AuthenticationFailed)]
    public async Task A_refusal_of_the_sender_never_makes_a_contact_point_dead(string reply, HandOverResult expected, TransportFault? fault)
    {
        var outcome = await PlayAsync(Hello + $"C: MAIL FROM:*\nC: RCPT TO:*\nS: {reply}\nS: 503 5.5.1 MAIL first\nC: RSET\nS: 250 Ok\n");

        Assert.Equal((expected, HandOverStep.Sender, fault), (outcome.Result, outcome.Step, outcome.Fault));
    }

    [Theory]
    [InlineData("451 4.3.0 later", HandOverResult.Deferred)]
    [InlineData("550 5.1.1 strange here", HandOverResult.Failed)]
    [InlineData("554 5.5.1 no valid recipients", HandOverResult.Failed)]
    public async Task A_refusal_of_DATA_is_classed_and_the_connection_goes_on(string reply, HandOverResult expected)
    {
        var outcome = await PlayAsync(Hello + Offer + $"C: DATA\nS: {reply}\nC: RSET\nS: 250 Ok\n");

        Assert.Equal((expected, HandOverStep.Data), (outcome.Result, outcome.Step));
    }

    [Theory]
    [InlineData("451 4.3.0 disk full", HandOverResult.Deferred)]
    [InlineData("421 4.3.2 going down", HandOverResult.Deferred)]
    [InlineData("554 5.6.0 content refused", HandOverResult.Failed)]
    [InlineData("550 5.1.1 told late", HandOverResult.Failed)]
    public async Task A_refusal_after_the_final_dot_is_known_not_to_be_sent(string reply, HandOverResult expected)
    {
        var outcome = await PlayAsync(Hello + Offer + Data + $"S: {reply}\n");

        Assert.Equal((expected, HandOverStep.Content), (outcome.Result, outcome.Step));
    }

    [Fact]
    public async Task A_connection_lost_instead_of_354_is_safe_to_decide_again()
    {
        var outcome = await PlayAsync(Hello + Offer + "C: DATA\nS: CLOSE\n");

        Assert.Equal((HandOverResult.LostBeforeFinalDot, HandOverStep.Data, TransportFault.ConnectionLost), (outcome.Result, outcome.Step, outcome.Fault));
    }

    [Theory]
    [InlineData("250 what")]
    [InlineData("nonsense")]
    [InlineData("354-never\nS: 250 ends")]
    public async Task An_answer_to_DATA_that_is_no_answer_is_safe_to_decide_again(string reply)
    {
        var outcome = await PlayAsync(Hello + Offer + $"C: DATA\nS: {reply}\n");

        Assert.Equal((HandOverResult.LostBeforeFinalDot, TransportFault.ProtocolBroken), (outcome.Result, outcome.Fault));
    }

    [Theory]
    [InlineData("S: CLOSE\n", TransportFault.ConnectionLost)]
    [InlineData("S: nonsense\n", TransportFault.ProtocolBroken)]
    [InlineData("S: 354 again\n", TransportFault.ProtocolBroken)]
    public async Task Without_an_answer_to_the_final_dot_the_outcome_is_unknown(string end, TransportFault fault)
    {
        var outcome = await PlayAsync(Hello + Offer + Data + end);

        Assert.Equal((HandOverResult.LostAfterFinalDot, fault), (outcome.Result, outcome.Fault));
    }

    [Fact]
    public async Task Every_line_that_starts_with_a_dot_travels_with_two()
    {
        await using var server = new ScriptedSmtpServer(Hello + Offer + Data + "S: 250 Ok\n");
        await using var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System);

        await transport.HandOverAsync(SomeMail.To("an@post.example", ".first\r\n.\r\n..two\r\nin.side\r\n.\r\n"));

        Assert.Equal("..first\r\n..\r\n...two\r\nin.side\r\n..\r\n", Assert.Single(server.Messages));
    }

    [Fact]
    public async Task An_abandoned_message_is_reset_and_the_connection_takes_the_next()
    {
        await using var server = new ScriptedSmtpServer(Hello + Offer + "C: RSET\nS: 250 Ok\n" + Offer + Data + "S: 250 Ok\n");
        await using (var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System))
        {
            await (await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop)).Ready!.AbandonAsync();
            Assert.Equal(HandOverResult.Sent, (await transport.HandOverAsync(SomeMail.To("bo@post.example"))).Result);
        }

        await server.PlayedAsync();
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task A_started_hand_over_that_is_dropped_frees_its_place_in_the_pool()
    {
        await using var server = new ScriptedSmtpServer(Hello + Offer + "C: DATA\nS: CLOSE\n", Hello + Offer + Data + "S: 250 Ok\n");
        await using var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System);
        await using (var dropped = (await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop)).Ready!)
        {
            dropped.Start();
        }

        Assert.Equal(HandOverResult.Sent, (await transport.HandOverAsync(SomeMail.To("bo@post.example"))).Result);
    }

    [Fact]
    public async Task A_cancelled_preparation_hands_nothing_over_and_frees_its_place()
    {
        await using var server = new ScriptedSmtpServer(Hello + "C: MAIL FROM:*\nC: RCPT TO:*\n", Hello + Offer + Data + "S: 250 Ok\n");
        await using var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        var waiting = transport.PrepareAsync(SomeMail.To("an@post.example"), cancel.Token);

        await server.AddresseeNamedAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Empty(server.Messages);
        Assert.Equal(HandOverResult.Sent, (await transport.HandOverAsync(SomeMail.To("bo@post.example"))).Result);
    }

    [Fact]
    public async Task Letters_beyond_ASCII_in_an_address_need_a_server_that_offers_SMTPUTF8()
    {
        var without = await PlayAsync(Hello, SomeMail.To("zoë@post.example"));
        Assert.Equal((HandOverResult.Failed, new EnhancedStatus(5, 6, 7)), (without.Result, without.Status!.Value));

        var with = await PlayAsync(
            "S: 220 x\nC: EHLO *\nS: 250-x\nS: 250 SMTPUTF8\nC: MAIL FROM:<bounces@imalink.example> SMTPUTF8\nS: 250 Ok\nC: RCPT TO:<zoë@post.example>\nS: 250 Ok\n"
            + Data + "S: 250 Ok\n",
            SomeMail.To("zoë@post.example"));
        Assert.Equal(HandOverResult.Sent, with.Result);
    }

    [Theory]
    [InlineData(25, HandOverResult.Sent)]
    [InlineData(24, HandOverResult.Failed)]
    public async Task A_message_larger_than_the_server_takes_is_not_offered(int limit, HandOverResult expected)
    {
        var offered = expected == HandOverResult.Sent
            ? "C: MAIL FROM:<bounces@imalink.example> SIZE=25\nS: 250 Ok\nC: RCPT TO:*\nS: 250 Ok\n" + Data + "S: 250 Ok\n"
            : "";

        var outcome = await PlayAsync($"S: 220 x\nC: EHLO *\nS: 250-x\nS: 250 SIZE {limit}\n" + offered, SomeMail.To("an@post.example", "Subject: x\r\n\r\n123456789\r\n"));

        Assert.Equal(expected, outcome.Result);
    }

    [Fact]
    public async Task Eight_bit_content_needs_8BITMIME()
    {
        var outcome = await PlayAsync(Hello, SomeMail.To("an@post.example", "Subject: x\r\n\r\ncafé\r\n"));

        Assert.Equal((HandOverResult.Failed, new EnhancedStatus(5, 6, 3)), (outcome.Result, outcome.Status!.Value));
    }

    [Fact]
    public async Task A_server_that_knows_only_HELO_is_spoken_to_without_extensions()
    {
        var outcome = await PlayAsync(
            "S: 220 old\nC: EHLO *\nS: 502 what\nC: HELO imalink.example\nS: 250 old\nC: MAIL FROM:<bounces@imalink.example>\nS: 250 Ok\nC: RCPT TO:<an.peeters@post.example>\nS: 250 Ok\n"
            + Data + "S: 250 Ok\n");

        Assert.Equal(HandOverResult.Sent, outcome.Result);
    }

    [Fact]
    public async Task No_reply_that_is_kept_names_the_addressee()
    {
        var outcome = await PlayAsync(
            Hello + "C: MAIL FROM:*\nC: RCPT TO:*\nS: 250 Ok\nS: 550-5.1.1 <An.Peeters@POST.example>: user an.peeters unknown here,\nS: 550 5.1.1 post.example asks postmaster@relay.example\nC: RSET\nS: 250 Ok\n");

        Assert.Equal("[…]: user […] unknown here, […] asks […]", outcome.Text);
    }
}
