using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;

namespace ConsentRegistry.Tests.Mail.Smtp;

public sealed class SmtpOptionsTests
{
    [Fact]
    public void Nothing_set_means_the_pickup_folder_and_is_no_problem()
    {
        var options = new SmtpOptions();

        Assert.False(options.IsConfigured);
        Assert.Empty(options.Problems());
    }

    [Fact]
    public void Half_set_says_which_half_is_missing() =>
        Assert.Contains("Host is missing", Assert.Single(new SmtpOptions { EnvelopeSender = "bounces@imalink.example" }.Problems()), StringComparison.Ordinal);

    [Fact]
    public void Complete_settings_have_no_problem() => Assert.Empty(SomeMail.Smtp(25).Problems());

    [Fact]
    public void A_password_is_refused_without_TLS_unless_that_is_allowed_on_purpose()
    {
        Assert.Contains("without TLS", Assert.Single(WithPassword(allowed: false).Problems()), StringComparison.Ordinal);
        Assert.Empty(WithPassword(allowed: true).Problems());
    }

    [Fact]
    public void Every_wrong_value_has_its_own_text()
    {
        var options = new SmtpOptions
        {
            Host = "mail host", Port = 0, Security = (SmtpSecurity)9, UserName = "x", EnvelopeSender = "nobody", ClientName = "a b",
            MaxConnections = 0, CommandTimeout = TimeSpan.Zero, TrustedCertificateFile = "absent.pem",
        };

        string[] names = ["Host", "Port", "Security", "EnvelopeSender", "ClientName", "Password", "TrustedCertificateFile", "MaxConnections", "time limit"];
        Assert.Equal(names.Length, options.Problems().Count);
        Assert.All(names, name => Assert.Single(options.Problems(), p => p.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Settings_that_cannot_be_used_stop_the_transport_with_their_texts()
    {
        var refusal = Assert.Throws<ArgumentException>(() => MailTransports.Open(new SmtpOptions { Host = "mail.example" }, "unused", TimeProvider.System));

        Assert.Contains("EnvelopeSender", refusal.Message, StringComparison.Ordinal);
    }

    private static SmtpOptions WithPassword(bool allowed) => new()
    {
        Host = "localhost", Security = SmtpSecurity.None, UserName = "u", Password = "p", EnvelopeSender = "bounces@imalink.example", AllowSignInWithoutTls = allowed,
    };
}
