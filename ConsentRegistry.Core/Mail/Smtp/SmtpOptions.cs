using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on the same machine.</summary>
    None = 1,

    /// <summary>TLS begun by the STARTTLS command (RFC 3207); a server that does not offer it is not used.</summary>
    StartTls = 2,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    ImplicitTls = 3,
}

/// <summary>Settings <c>Mail:Smtp</c>. No <see cref="Host"/> means that mail goes to the pickup folder.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Mail:Smtp";

    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Empty: no sign-in.</summary>
    public string UserName { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Lets the password travel in the clear. Only for a server on the same machine.</summary>
    public bool AllowSignInWithoutTls { get; init; }

    /// <summary>A PEM file of certificates to trust in place of the system's, for a relay with a certificate of its own. Host name and dates are checked all the same.</summary>
    public string TrustedCertificateFile { get; init; } = "";

    /// <summary>The address that bounces come back to.</summary>
    public string EnvelopeSender { get; init; } = "";

    /// <summary>The name we greet with; empty: the domain of <see cref="EnvelopeSender"/>.</summary>
    public string ClientName { get; init; } = "";

    public int MaxConnections { get; init; } = 4;

    /// <summary>After so many messages a connection is closed, since many servers refuse more.</summary>
    public int MaxMessagesPerConnection { get; init; } = 100;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait for the answer to a command (RFC 5321 4.5.3.2).</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait for the answer to the final dot; too short a wait makes sent mail unknown.</summary>
    public TimeSpan FinalDotTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How much of that wait is left when we are told to stop.</summary>
    public TimeSpan FinalDotGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection idle for longer is asked whether it still lives before it is used.</summary>
    public TimeSpan ProbeAfterIdle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection idle for longer is closed.</summary>
    public TimeSpan CloseAfterIdle { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsConfigured => Host.Length > 0;

    internal string Greeting => ClientName.Length > 0 ? ClientName : EnvelopeAddress.Parse(EnvelopeSender).Domain;

    /// <summary>What is wrong with the settings, one clear English text each; empty when they can be used.</summary>
    public IReadOnlyList<string> Problems() => [.. FindProblems()];

    private IEnumerable<string> FindProblems()
    {
        if (!IsConfigured)
        {
            if (UserName.Length > 0 || Password.Length > 0 || EnvelopeSender.Length > 0)
            {
                yield return $"{Section} is half set: Host is missing. Set it, or remove the other settings to use the pickup folder.";
            }

            yield break;
        }

        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return $"{Section}:Host is not a host name.";
        }

        if (Port is < 1 or > 65535)
        {
            yield return $"{Section}:Port must be between 1 and 65535.";
        }

        if (!Enum.IsDefined(Security))
        {
            yield return $"{Section}:Security must be None, StartTls or ImplicitTls.";
        }

        if (!EnvelopeAddress.TryParse(EnvelopeSender, out var sender) || sender.NeedsSmtpUtf8)
        {
            yield return $"{Section}:EnvelopeSender must be a plain mail address; bounces go there.";
        }

        if (ClientName.Length > 0 && Uri.CheckHostName(ClientName) != UriHostNameType.Dns)
        {
            yield return $"{Section}:ClientName must be a host name.";
        }

        if (UserName.Length == 0 != (Password.Length == 0))
        {
            yield return $"{Section}: UserName and Password belong together; one of them is missing.";
        }

        if (UserName.Contains('\0', StringComparison.Ordinal) || Password.Contains('\0', StringComparison.Ordinal))
        {
            yield return $"{Section}: UserName and Password cannot hold a NUL character.";
        }

        if (UserName.Length > 0 && Security == SmtpSecurity.None && !AllowSignInWithoutTls)
        {
            yield return $"{Section}: a password is not sent without TLS. Set Security to StartTls or ImplicitTls.";
        }

        if (TrustedCertificateFile.Length > 0 && !File.Exists(TrustedCertificateFile))
        {
            yield return $"{Section}:TrustedCertificateFile does not exist.";
        }

        if (MaxConnections is < 1 or > 100 || MaxMessagesPerConnection < 1)
        {
            yield return $"{Section}: MaxConnections must be between 1 and 100, MaxMessagesPerConnection at least 1.";
        }

        if (new[] { ConnectTimeout, CommandTimeout, FinalDotTimeout, FinalDotGrace, ProbeAfterIdle, CloseAfterIdle }.Any(t => t <= TimeSpan.Zero || t > TimeSpan.FromHours(1)))
        {
            yield return $"{Section}: every time limit must be more than zero and at most an hour.";
        }
    }

    /// <exception cref="IOException">The trusted certificate file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It holds no certificate.</exception>
    internal SslClientAuthenticationOptions TlsOptions()
    {
        var options = new SslClientAuthenticationOptions { TargetHost = Host, AllowRenegotiation = false };
        if (TrustedCertificateFile.Length > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(TrustedCertificateFile);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
