using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Composition;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support.Smtp;

namespace ConsentRegistry.Tests.Mail.Smtp;

/// <summary>Against a mail server and a MIME parser that are not ours.</summary>
public sealed class RealSmtpServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_foreign_parser_reads_back_what_was_composed()
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var transport = new SmtpTransport(server.Options, TimeProvider.System);
        var template = ShippedTemplates.Find(MessageKind.ProjectOffer, "fr", carriesNotice: true)!;
        var body = template.Fill(SomeMail.Values with { Message = "Première ligne — «été»\n\n.\nune ligne d’un point" }, SomeMail.Organisation);
        var content = SomeMail.Content with { Body = body with { Subject = "Élève " + new string('é', 200) } };

        var outcome = await transport.HandOverAsync(new MailComposer(SomeMail.Organisation).Compose(content));

        Assert.Equal(HandOverResult.Sent, outcome.Result);
        var mail = Assert.Single(server.Received());
        Assert.Empty(mail.Defects);
        Assert.Equal(("bounces@imalink.example", "zoe.dhondt@post.example"), (mail.MailFrom, Assert.Single(mail.RcptTos)));
        Assert.Equal("multipart/alternative", mail.Type);
        Assert.Equal("Zoë D'Hondt <zoe.dhondt@post.example>", mail.Header("To"));
        Assert.Equal(content.Body.Subject, mail.Header("Subject"));
        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(p => p.Type));
        Assert.All(mail.Parts, p => Assert.Equal(("utf-8", "fr"), (p.Charset, p.Language)));
        Assert.Equal(body.Text.TrimEnd('\n'), mail.Parts[0].Text.TrimEnd('\n'));
        Assert.Equal(body.Html.ReplaceLineEndings("\n").TrimEnd('\n'), mail.Parts[1].Text.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("bounce-550-5.1.1-an@post.example", HandOverResult.DeadContactPoint)]
    [InlineData("bounce-550-5.7.1@post.example", HandOverResult.Failed)]
    [InlineData("defer-451@post.example", HandOverResult.Deferred)]
    [InlineData("zoë@post.example", HandOverResult.Sent)]
    public async Task Every_addressee_has_a_reply_of_its_own(string address, HandOverResult expected)
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var transport = new SmtpTransport(server.Options, TimeProvider.System);

        Assert.Equal(expected, (await transport.HandOverAsync(SomeMail.To(address))).Result);
        Assert.Equal(HandOverResult.Sent, (await transport.HandOverAsync(SomeMail.To("next@post.example"))).Result);
    }

    [Fact]
    public async Task A_message_held_between_RCPT_and_DATA_can_still_be_taken_back()
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var transport = new SmtpTransport(server.Options, TimeProvider.System);
        await server.HoldAddresseeAsync(2);
        await transport.HandOverAsync(SomeMail.To("an@post.example"));
        var preparing = transport.PrepareAsync(SomeMail.To("bo@post.example"), Stop);
        await server.WaitUntilHeldAsync(2);
        Assert.False(preparing.IsCompleted);

        await server.ReleaseAsync();
        await (await preparing).Ready!.AbandonAsync();
        await server.WaitForEventAsync("rset");
        await transport.HandOverAsync(SomeMail.To("cy@post.example"));

        Assert.Equal(["an@post.example", "cy@post.example"], server.Received().SelectMany(m => m.RcptTos));
    }

    [Theory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("implicit", SmtpSecurity.ImplicitTls)]
    public async Task It_sends_and_signs_in_over_TLS_to_a_certificate_that_it_was_told_to_trust(string tls, SmtpSecurity security)
    {
        using var certificate = new TestCertificate();

        // The server's library holds a sign-in over TLS from the first byte for one in the clear, and does not offer it.
        var signIn = security == SmtpSecurity.StartTls;
        await using var server = await SmtpServerFixture.StartAsync(tls, certificate, signIn ? "mailer" : null, signIn ? "s3cret" : null);
        await using var transport = new SmtpTransport(Tls(server, security, certificate.CertificateFile, signIn ? "s3cret" : ""), TimeProvider.System);

        Assert.Equal(HandOverResult.Sent, (await transport.HandOverAsync(SomeMail.To("an@post.example"))).Result);
        Assert.Equal(HandOverResult.Sent, (await transport.HandOverAsync(SomeMail.To("bo@post.example"))).Result);
        Assert.All(server.Received(), m => Assert.Equal((true, signIn), (m.Tls, m.User)));
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_such()
    {
        using var certificate = new TestCertificate();
        await using var server = await SmtpServerFixture.StartAsync("starttls", certificate, "mailer", "s3cret");
        await using var transport = new SmtpTransport(Tls(server, SmtpSecurity.StartTls, certificate.CertificateFile, "wrong"), TimeProvider.System);

        var outcome = await transport.HandOverAsync(SomeMail.To("an@post.example"));

        Assert.Equal((HandOverResult.TransportUnavailable, TransportFault.AuthenticationFailed), (outcome.Result, outcome.Fault));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.2", true)]
    public async Task A_certificate_that_is_unknown_or_for_another_host_is_refused(string certifiedFor, bool trusted)
    {
        using var certificate = new TestCertificate(certifiedFor);
        await using var server = await SmtpServerFixture.StartAsync("starttls", certificate);
        await using var transport = new SmtpTransport(Tls(server, SmtpSecurity.StartTls, trusted ? certificate.CertificateFile : "", ""), TimeProvider.System);

        var outcome = await transport.HandOverAsync(SomeMail.To("an@post.example"));

        Assert.Equal((HandOverResult.TransportUnavailable, TransportFault.TlsFailed), (outcome.Result, outcome.Fault));
        Assert.Empty(server.Received());
    }

    private static SmtpOptions Tls(SmtpServerFixture server, SmtpSecurity security, string trusted, string password) => new()
    {
        Host = "127.0.0.1", Port = server.Port, Security = security, EnvelopeSender = "bounces@imalink.example", MaxConnections = 1,
        TrustedCertificateFile = trusted, UserName = password.Length > 0 ? "mailer" : "", Password = password,
    };
}
