using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Tests.Support.Smtp;
using static ConsentRegistry.Tests.Support.Smtp.ScriptedSmtpServer;

namespace ConsentRegistry.Tests.Mail.Smtp;

public sealed class SmtpConnectionPoolTests
{
    private const string Sent = Offer + Data + "S: 250 Ok\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<HandOverOutcome> SendAsync(SmtpTransport transport) => transport.HandOverAsync(SomeMail.To("an@post.example"));

    [Fact]
    public async Task One_connection_carries_several_messages()
    {
        await using var server = new ScriptedSmtpServer(Hello + Sent + Sent + "C: QUIT\n");
        await using (var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System))
        {
            await SendAsync(transport);
            await SendAsync(transport);
        }

        await server.PlayedAsync();
    }

    [Fact]
    public async Task A_connection_takes_leave_after_its_last_allowed_message()
    {
        await using var server = new ScriptedSmtpServer(Hello + Sent + Sent + "C: QUIT\n", Hello + Sent);
        var options = new SmtpOptions
        {
            Host = "127.0.0.1", Port = server.Port, Security = SmtpSecurity.None, EnvelopeSender = "bounces@imalink.example", MaxConnections = 1, MaxMessagesPerConnection = 2,
        };
        await using (var transport = new SmtpTransport(options, TimeProvider.System))
        {
            await SendAsync(transport);
            await SendAsync(transport);
            await SendAsync(transport);
        }

        await server.PlayedAsync();
        Assert.Equal(3, server.Messages.Count);
    }

    [Theory]
    [InlineData("S: CLOSE\n")]
    [InlineData("C: MAIL FROM:*\nC: RCPT TO:*\nS: 421 4.4.2 timed out\nS: CLOSE\n")]
    [InlineData("C: MAIL FROM:*\nC: RCPT TO:*\nS: 421 4.4.2 timed out\nS: 421 4.4.2 timed out\n")]
    public async Task A_message_goes_over_a_new_connection_when_the_kept_one_died_unnoticed(string end)
    {
        await using var server = new ScriptedSmtpServer(Hello + Sent + end, Hello + Sent);
        await using var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System);
        await SendAsync(transport);

        Assert.Equal(HandOverResult.Sent, (await SendAsync(transport)).Result);
    }

    [Fact]
    public async Task A_connection_idle_for_a_while_is_asked_before_it_is_used()
    {
        await using var server = new ScriptedSmtpServer(Hello + Sent + "C: NOOP\nS: 250 Ok\n" + Sent);
        var time = new SteppedTime();
        await using (var transport = new SmtpTransport(SomeMail.Smtp(server.Port), time))
        {
            await SendAsync(transport);
            time.Advance(TimeSpan.FromSeconds(5));
            await SendAsync(transport);
        }

        await server.PlayedAsync();
    }

    [Fact]
    public async Task A_connection_idle_for_long_is_closed()
    {
        await using var server = new ScriptedSmtpServer(Hello + Sent + "C: QUIT\n", Hello + Sent);
        var time = new SteppedTime();
        await using (var transport = new SmtpTransport(SomeMail.Smtp(server.Port), time))
        {
            await SendAsync(transport);
            time.Advance(TimeSpan.FromMinutes(1));
            await SendAsync(transport);
        }

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Never_more_connections_than_allowed_are_open_at_once()
    {
        await using var server = new ScriptedSmtpServer(Hello + Offer + "C: RSET\nS: 250 Ok\n" + Sent);
        await using var transport = new SmtpTransport(SomeMail.Smtp(server.Port), TimeProvider.System);
        var first = (await transport.PrepareAsync(SomeMail.To("an@post.example"), Stop)).Ready!;

        var second = SendAsync(transport);
        Assert.False(second.IsCompleted);
        await first.AbandonAsync();

        Assert.Equal(HandOverResult.Sent, (await second).Result);
    }
}
