namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>What a refusal means for the delivery (DESIGN 4 "Hand-over").</summary>
internal static class ReplyClass
{
    /// <param name="reply">A reply that is not the one hoped for.</param>
    /// <param name="step">What it answers.</param>
    /// <param name="addressee">Whose address is kept out of the text.</param>
    public static HandOverOutcome OutcomeOf(SmtpReply reply, HandOverStep step, EnvelopeAddress addressee)
    {
        var text = ReplyText.Without(reply, addressee);
        if (FaultOfServer(reply, step) is { } fault)
        {
            return new HandOverOutcome(HandOverResult.TransportUnavailable, step, reply.Code, reply.Status, text, fault);
        }

        return new HandOverOutcome(ResultOf(reply, step), step, reply.Code, reply.Status, text);
    }

    public static HandOverOutcome Unavailable(SmtpUnavailableException e, HandOverStep step) =>
        new(HandOverResult.TransportUnavailable, step, Text: e.Message, Fault: e.Fault);

    private static HandOverResult ResultOf(SmtpReply reply, HandOverStep step)
    {
        if (reply.IsPositive && step == HandOverStep.Content)
        {
            return HandOverResult.Sent;
        }

        if (reply.IsTransient)
        {
            return HandOverResult.Deferred;
        }

        // The same code for MAIL FROM speaks of our own address, and after DATA of the content.
        return step == HandOverStep.Addressee && reply.Status is { SaysNoSuchMailbox: true }
            ? HandOverResult.DeadContactPoint
            : HandOverResult.Failed;
    }

    /// <summary>Wanting a sign-in, going away before an addressee is named, or answering nonsense says nothing about the addressee.</summary>
    private static TransportFault? FaultOfServer(SmtpReply reply, HandOverStep step) => (reply.Code, step) switch
    {
        (_, HandOverStep.Data or HandOverStep.Content) => null,
        (421, HandOverStep.Sender) => TransportFault.Refused,
        (530 or 534 or 535 or 538, _) => TransportFault.AuthenticationFailed,
        (< 400, _) => TransportFault.ProtocolBroken,
        _ => null,
    };
}
