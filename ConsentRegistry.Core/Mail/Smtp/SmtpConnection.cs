using System.Text;

namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>
/// One signed-in conversation with a mail server (RFC 5321), one message at a time. After a
/// <see cref="SmtpUnavailableException"/> or a cancellation it is no longer usable.
/// </summary>
public sealed class SmtpConnection : IAsyncDisposable
{
    private readonly SmtpOptions options;
    private readonly TimeProvider time;
    private readonly SmtpWire wire;
    private readonly EnvelopeAddress envelopeSender;

    private SmtpConnection(SmtpOptions options, TimeProvider time, SmtpWire wire)
    {
        this.options = options;
        this.time = time;
        this.wire = wire;
        envelopeSender = EnvelopeAddress.Parse(options.EnvelopeSender);
        Capabilities = new SmtpCapabilities(new SmtpReply(220, null, []));
    }

    /// <summary>Messages that this connection has been given.</summary>
    public int Messages { get; private set; }

    internal SmtpCapabilities Capabilities { get; private set; }

    /// <summary>Whether it can take another message.</summary>
    internal bool IsUsable { get; private set; } = true;

    /// <summary>When it last heard from the server, as a timestamp of the clock.</summary>
    internal long LastHeard { get; private set; }

    /// <summary>Connects, protects the connection as the settings say, greets and signs in.</summary>
    /// <exception cref="SmtpUnavailableException">Any of it failed.</exception>
    public static async Task<SmtpConnection> OpenAsync(SmtpOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var wire = await SmtpWire.ConnectAsync(options.Host, options.Port, options.ConnectTimeout, time, cancellationToken);
        var connection = new SmtpConnection(options, time, wire);
        try
        {
            await connection.GreetAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        IsUsable = false;
        return wire.DisposeAsync();
    }

    /// <summary>MAIL FROM and RCPT TO, in one write where the server allows it. The second reply is null when the first refused and none was asked for.</summary>
    internal async Task<(SmtpReply Sender, SmtpReply? Addressee)> OfferAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Messages++;
        var from = new StringBuilder("MAIL FROM:<").Append(envelopeSender).Append('>');
        if (Capabilities.Size)
        {
            from.Append(System.Globalization.CultureInfo.InvariantCulture, $" SIZE={mail.Content.Length}");
        }

        if (mail.HasEightBitBytes)
        {
            from.Append(" BODY=8BITMIME");
        }

        if (mail.Addressee.NeedsSmtpUtf8)
        {
            from.Append(" SMTPUTF8");
        }

        var to = $"RCPT TO:<{mail.Addressee}>";
        if (Capabilities.Pipelining)
        {
            await WriteAsync($"{from}\r\n{to}\r\n", cancellationToken);
            return (await ReadAsync(cancellationToken), await ReadAsync(cancellationToken));
        }

        var sender = await AskAsync(from.ToString(), cancellationToken);
        return (sender, sender.IsPositive ? await AskAsync(to, cancellationToken) : null);
    }

    /// <summary>Writes DATA without waiting; false when that was not possible at once.</summary>
    internal bool TryStartData()
    {
        IsUsable = wire.TryWriteNow("DATA\r\n"u8) && IsUsable;
        return IsUsable;
    }

    internal Task<SmtpReply> ReadDataReplyAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    internal async Task WriteContentAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        IsUsable = false;
        await wire.WriteAsync(DotStuffing.Apply(content), options.CommandTimeout, cancellationToken);
    }

    /// <summary>Writes the final dot and waits for the answer, whose loss leaves the outcome unknown; so a cancellation leaves it a grace.</summary>
    internal async Task<SmtpReply> WriteFinalDotAsync(CancellationToken cancellationToken)
    {
        await wire.WriteAsync(".\r\n"u8.ToArray(), options.CommandTimeout, CancellationToken.None);
        var reply = Heard(await wire.ReadReplyAsync(options.FinalDotTimeout, cancellationToken, options.FinalDotGrace));
        IsUsable = !reply.ClosesConnection;
        return reply;
    }

    /// <summary>Forgets the message that was offered (RSET).</summary>
    internal async Task ResetAsync(CancellationToken cancellationToken)
    {
        IsUsable = (await AskAsync("RSET", cancellationToken)).IsPositive && IsUsable;
    }

    /// <summary>Whether the server still answers (NOOP), asked with the patience for a new connection, which is the other way to go on.</summary>
    internal async Task<bool> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await wire.WriteAsync("NOOP\r\n"u8.ToArray(), options.ConnectTimeout, cancellationToken);
            return Heard(await wire.ReadReplyAsync(options.ConnectTimeout, cancellationToken)).IsPositive;
        }
        catch (SmtpUnavailableException)
        {
            IsUsable = false;
            return false;
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes leave and closes. The answer to QUIT changes nothing and is not waited for.</summary>
    public async Task CloseAsync()
    {
        if (IsUsable)
        {
            _ = wire.TryWriteNow("QUIT\r\n"u8);
        }

        await DisposeAsync();
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        if (options.Security == SmtpSecurity.ImplicitTls)
        {
            await wire.EncryptAsync(options, cancellationToken);
        }

        Demand(await ReadAsync(cancellationToken), "greeting");
        await HelloAsync(cancellationToken);
        if (options.Security == SmtpSecurity.StartTls)
        {
            if (!Capabilities.StartTls)
            {
                throw new SmtpUnavailableException(TransportFault.TlsFailed, "The mail server does not offer STARTTLS, and mail is not sent without TLS.");
            }

            Demand(await AskAsync("STARTTLS", cancellationToken), "STARTTLS");
            await wire.EncryptAsync(options, cancellationToken);
            await HelloAsync(cancellationToken);
        }

        if (options.UserName.Length > 0)
        {
            if (options.Security == SmtpSecurity.None && !options.AllowSignInWithoutTls)
            {
                throw new SmtpUnavailableException(TransportFault.TlsFailed, "A password is not sent without TLS.");
            }

            await SmtpSignIn.RunAsync(wire, options, Capabilities, cancellationToken);
        }
    }

    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        var reply = await AskAsync($"EHLO {options.Greeting}", cancellationToken);
        if (reply.Code is 500 or 502 or 504)
        {
            reply = await AskAsync($"HELO {options.Greeting}", cancellationToken);
        }

        Demand(reply, "EHLO");
        Capabilities = new SmtpCapabilities(reply);
    }

    private static void Demand(SmtpReply reply, string step)
    {
        if (!reply.IsPositive)
        {
            throw new SmtpUnavailableException(TransportFault.Refused, $"The mail server refused at {step}: {reply.Code} {ReplyText.Of(reply)}");
        }
    }

    private async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await WriteAsync(command + "\r\n", cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    private Task WriteAsync(string lines, CancellationToken cancellationToken) =>
        wire.WriteAsync(Encoding.UTF8.GetBytes(lines), options.CommandTimeout, cancellationToken);

    private async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var reply = Heard(await wire.ReadReplyAsync(options.CommandTimeout, cancellationToken));
        IsUsable &= !reply.ClosesConnection;
        return reply;
    }

    private SmtpReply Heard(SmtpReply reply)
    {
        LastHeard = time.GetTimestamp();
        return reply;
    }
}
