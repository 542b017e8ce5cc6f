namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>A message whose addressee the server has accepted, and that waits for DATA.</summary>
internal sealed class SmtpHandOver(SmtpConnectionPool pool, SmtpConnection connection, OutgoingMail mail) : PreparedHandOver
{
    private const int StartMailInput = 354;
    private const string NoSmtp = "The mail server gave an answer that is no SMTP.";

    private bool started;

    /// <summary>RSET; a connection that does not answer it is closed and nothing else is lost.</summary>
    public static async Task ForgetAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        if (!connection.IsUsable)
        {
            return;
        }

        try
        {
            await connection.ResetAsync(cancellationToken);
        }
        catch (Exception e) when (e is SmtpUnavailableException or OperationCanceledException)
        {
            await connection.DisposeAsync();
        }
    }

    private protected override void StartNow() => started = connection.TryStartData();

    private protected override async Task<HandOverOutcome> FinishStartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return started
                ? await TransferAsync(cancellationToken)
                : Lost(HandOverResult.LostBeforeFinalDot, HandOverStep.Data, TransportFault.ConnectionLost, "DATA could not be written at once.");
        }
        finally
        {
            await pool.ReturnAsync(connection);
        }
    }

    private protected override async Task TakeBackAsync()
    {
        await ForgetAsync(connection, CancellationToken.None);
        await pool.ReturnAsync(connection);
    }

    private protected override async ValueTask BreakOffAsync()
    {
        await connection.DisposeAsync();
        await pool.ReturnAsync(connection);
    }

    private async Task<HandOverOutcome> TransferAsync(CancellationToken cancellationToken)
    {
        var step = HandOverStep.Data;
        var dotWritten = false;
        try
        {
            var reply = await connection.ReadDataReplyAsync(cancellationToken);
            if (reply.Code != StartMailInput)
            {
                return await RefusedAsync(reply, cancellationToken);
            }

            step = HandOverStep.Content;
            await connection.WriteContentAsync(mail.Content, cancellationToken);

            // From here on the server may have the whole message, even if the write itself reports a failure.
            dotWritten = true;
            reply = await connection.WriteFinalDotAsync(cancellationToken);
            return reply.Code is >= 300 and < 400
                ? throw new SmtpUnavailableException(TransportFault.ProtocolBroken, NoSmtp)
                : ReplyClass.OutcomeOf(reply, step, mail.Addressee);
        }
        catch (Exception e) when (e is SmtpUnavailableException or OperationCanceledException)
        {
            await connection.DisposeAsync();
            return Lost(
                dotWritten ? HandOverResult.LostAfterFinalDot : HandOverResult.LostBeforeFinalDot,
                step,
                e is SmtpUnavailableException known ? known.Fault : TransportFault.ConnectionLost,
                e is SmtpUnavailableException ? e.Message : "The hand-over was broken off.");
        }
    }

    private async Task<HandOverOutcome> RefusedAsync(SmtpReply reply, CancellationToken cancellationToken)
    {
        if (reply.Code < 400)
        {
            // Neither "go on" nor a refusal: nobody knows what the server would make of the next bytes.
            await connection.DisposeAsync();
            return Lost(HandOverResult.LostBeforeFinalDot, HandOverStep.Data, TransportFault.ProtocolBroken, NoSmtp);
        }

        await ForgetAsync(connection, cancellationToken);
        return ReplyClass.OutcomeOf(reply, HandOverStep.Data, mail.Addressee);
    }

    private static HandOverOutcome Lost(HandOverResult result, HandOverStep step, TransportFault fault, string text) =>
        new(result, step, Text: text, Fault: fault);
}
