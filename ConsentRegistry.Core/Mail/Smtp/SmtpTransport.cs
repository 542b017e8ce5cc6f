namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>Hands messages to an SMTP server, each with one addressee, so that every addressee has a reply of its own.</summary>
public sealed class SmtpTransport : MailTransport
{
    private readonly SmtpConnectionPool pool;

    /// <exception cref="ArgumentException">The settings cannot be used; the message says why.</exception>
    public SmtpTransport(SmtpOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.IsConfigured || options.Problems().Count > 0)
        {
            throw new ArgumentException(string.Join(' ', options.Problems().DefaultIfEmpty($"{SmtpOptions.Section}:Host is missing.")), nameof(options));
        }

        pool = new SmtpConnectionPool(options, time);
    }

    public override async Task<Preparation> PrepareAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        while (true)
        {
            var reused = false;
            try
            {
                (var connection, reused) = await pool.RentAsync(cancellationToken);
                var preparation = await OfferAsync(connection, mail, cancellationToken);
                if (!reused || preparation.Outcome is not { Step: HandOverStep.Sender, Code: 421 })
                {
                    return preparation;
                }
            }
            catch (SmtpUnavailableException e) when (!reused)
            {
                return Preparation.Of(ReplyClass.Unavailable(e, HandOverStep.Connect));
            }
            catch (SmtpUnavailableException)
            {
                // The server dropped a connection that had been idle. Nothing was handed over; another one is tried.
            }
        }
    }

    public override ValueTask DisposeAsync() => pool.DisposeAsync();

    private async Task<Preparation> OfferAsync(SmtpConnection connection, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var kept = false;
        try
        {
            if (connection.Capabilities.RefusalOf(mail) is { } refusal)
            {
                return Preparation.Of(refusal);
            }

            var (sender, addressee) = await connection.OfferAsync(mail, cancellationToken);
            if (!sender.IsPositive || addressee is not { IsPositive: true })
            {
                var outcome = sender.IsPositive
                    ? ReplyClass.OutcomeOf(addressee!, HandOverStep.Addressee, mail.Addressee)
                    : ReplyClass.OutcomeOf(sender, HandOverStep.Sender, mail.Addressee);
                await SmtpHandOver.ForgetAsync(connection, cancellationToken);
                return Preparation.Of(outcome);
            }

            kept = true;
            return Preparation.Of(new SmtpHandOver(pool, connection, mail));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        finally
        {
            if (!kept)
            {
                await pool.ReturnAsync(connection);
            }
        }
    }
}
