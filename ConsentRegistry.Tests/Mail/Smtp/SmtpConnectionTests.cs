using System.Net;
using System.Net.Sockets;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Tests.Support.Smtp;
using static ConsentRegistry.Tests.Support.Smtp.ScriptedSmtpServer;

namespace ConsentRegistry.Tests.Mail.Smtp;

/// <summary>A transport that does not work says nothing about an addressee.</summary>
public sealed class SmtpConnectionTests
{
    private static async Task<HandOverOutcome> PrepareAsync(SmtpOptions options, TimeProvider? time = null)
    {
        await using var transport = new SmtpTransport(options, time ?? TimeProvider.System);
        var preparation = await transport.PrepareAsync(SomeMail.To("an@post.example"), TestContext.Current.CancellationToken);
        Assert.Equal(HandOverResult.TransportUnavailable, preparation.Outcome?.Result);
        return preparation.Outcome!;
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unreachable()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Dispose();

        Assert.Equal(TransportFault.Unreachable, (await PrepareAsync(SomeMail.Smtp(port))).Fault);
    }

    [Theory]
    [InlineData("S: 554 5.7.1 your network is not welcome\n", TransportFault.Refused)]
    [InlineData("S: 421 4.3.2 too busy\n", TransportFault.Refused)]
    [InlineData("S: CLOSE\n", TransportFault.ConnectionLost)]
    [InlineData("S: SSH-2.0-OpenSSH\n", TransportFault.ProtocolBroken)]
    [InlineData("S: 220 x\nC: EHLO *\nS: 550 no\n", TransportFault.Refused)]
    [InlineData("S: 220 x\nC: EHLO *\nS: 250 x\nC: MAIL FROM:*\nS: 421 4.3.2 going down\nS: CLOSE\n", TransportFault.Refused)]
    [InlineData("S: 220 x\nC: EHLO *\nS: 250 x\nC: MAIL FROM:*\nS: CLOSE\n", TransportFault.ConnectionLost)]
    [InlineData("S: 220 x\nC: EHLO *\nS: 250 x\nC: MAIL FROM:*\nS: 354 what\n", TransportFault.ProtocolBroken)]
    public async Task A_server_that_turns_us_away_is_nobodys_fault(string conversation, TransportFault expected)
    {
        await using var server = new ScriptedSmtpServer(conversation);

        Assert.Equal(expected, (await PrepareAsync(SomeMail.Smtp(server.Port))).Fault);
    }

    [Fact]
    public async Task Mail_is_not_sent_in_the_clear_when_STARTTLS_is_wanted_and_not_offered()
    {
        await using var server = new ScriptedSmtpServer("S: 220 x\nC: EHLO *\nS: 250 x\n");
        var options = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, EnvelopeSender = "bounces@imalink.example" };

        Assert.Equal(TransportFault.TlsFailed, (await PrepareAsync(options)).Fault);
    }

    [Fact]
    public async Task Text_slipped_in_before_TLS_is_not_taken_for_the_servers_own()
    {
        await using var server = new ScriptedSmtpServer("S: 220 x\nC: EHLO *\nS: 250-x\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\r\n250 slipped in\n");
        var options = new SmtpOptions { Host = "127.0.0.1", Port = server.Port, EnvelopeSender = "bounces@imalink.example" };

        Assert.Equal(TransportFault.TlsFailed, (await PrepareAsync(options)).Fault);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_the_limit()
    {
        await using var server = new ScriptedSmtpServer("C: never comes\n");
        var time = new SteppedTime();
        await using var transport = new SmtpTransport(SomeMail.Smtp(server.Port), time);
        var waiting = transport.PrepareAsync(SomeMail.To("an@post.example"), TestContext.Current.CancellationToken);
        while (!waiting.IsCompleted)
        {
            // Only the clock can end this wait; every step gives the other side its turn.
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Equal(TransportFault.TimedOut, (await waiting).Outcome!.Fault);
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", "C: AUTH PLAIN AG1haWxlcgBzM2NyZXQ=\nS: 235 2.7.0 in\n")]
    [InlineData("AUTH=LOGIN", "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: bWFpbGVy\nS: 334 UGFzc3dvcmQ6\nC: czNjcmV0\nS: 235 in\n")]
    public async Task It_signs_in_the_way_the_server_offers(string offer, string conversation)
    {
        await using var server = new ScriptedSmtpServer($"S: 220 x\nC: EHLO *\nS: 250-x\nS: 250 {offer}\n{conversation}" + "C: QUIT\n");
        await using (var connection = await SmtpConnection.OpenAsync(SignIn(server.Port), TimeProvider.System, TestContext.Current.CancellationToken))
        {
            await connection.CloseAsync();
        }

        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("S: 250-x\nS: 250 AUTH PLAIN\nC: AUTH PLAIN *\nS: 535 5.7.8 wrong\n", TransportFault.AuthenticationFailed)]
    [InlineData("S: 250-x\nS: 250 AUTH PLAIN\nC: AUTH PLAIN *\nS: 454 4.7.0 later\n", TransportFault.Refused)]
    [InlineData("S: 250-x\nS: 250 AUTH CRAM-MD5\n", TransportFault.AuthenticationFailed)]
    [InlineData("S: 250 x\n", TransportFault.AuthenticationFailed)]
    public async Task A_refused_sign_in_is_told_without_the_password(string conversation, TransportFault expected)
    {
        await using var server = new ScriptedSmtpServer("S: 220 x\nC: EHLO *\n" + conversation);

        var outcome = await PrepareAsync(SignIn(server.Port));

        Assert.Equal(expected, outcome.Fault);
        Assert.DoesNotContain("s3cret", outcome.Text, StringComparison.Ordinal);
    }

    private static SmtpOptions SignIn(int port) => new()
    {
        Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, EnvelopeSender = "bounces@imalink.example",
        UserName = "mailer", Password = "s3cret", AllowSignInWithoutTls = true,
    };
}
