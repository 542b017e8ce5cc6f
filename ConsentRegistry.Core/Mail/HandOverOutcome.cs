namespace ConsentRegistry.Core.Mail;

/// <summary>How a hand-over, or the attempt to prepare one, ended (DESIGN 4 "Hand-over").</summary>
public enum HandOverResult
{
    /// <summary>The mail system has taken the message over.</summary>
    Sent = 1,

    /// <summary>Refused for now (4xx): decide again later, with back-off.</summary>
    Deferred = 2,

    /// <summary>The mailbox or its domain does not exist: the contact point is dead (RULES G-05).</summary>
    DeadContactPoint = 3,

    /// <summary>Refused for good (any other 5xx).</summary>
    Failed = 4,

    /// <summary>Lost while the mail system could not yet have taken it over: it is offered again later, with back-off.</summary>
    LostBeforeFinalDot = 5,

    /// <summary>Lost when the mail system may have taken it over: unknown, never resent automatically.</summary>
    LostAfterFinalDot = 6,

    /// <summary>The transport itself does not work: says nothing about the addressee; the caller retries with back-off.</summary>
    TransportUnavailable = 7,
}

/// <summary>The step of the conversation that an outcome comes from.</summary>
public enum HandOverStep
{
    /// <summary>Reaching the mail system: connection, TLS, sign-in; for the pickup folder, the folder itself.</summary>
    Connect = 1,

    /// <summary>The envelope sender (<c>MAIL FROM</c>).</summary>
    Sender = 2,

    /// <summary>The addressee (<c>RCPT TO</c>).</summary>
    Addressee = 3,

    /// <summary>The start of the hand-over (<c>DATA</c>, or the rename).</summary>
    Data = 4,

    /// <summary>The content and its final dot.</summary>
    Content = 5,
}

/// <summary>Why a transport did not work.</summary>
public enum TransportFault
{
    /// <summary>No connection: refused, no such host, no route; or the folder cannot be written.</summary>
    Unreachable = 1,

    /// <summary>The server turned us away before any mail was named.</summary>
    Refused = 2,

    /// <summary>TLS is not offered, or its certificate is not trusted.</summary>
    TlsFailed = 3,

    /// <summary>The server does not accept our sign-in.</summary>
    AuthenticationFailed = 4,

    /// <summary>An answer that is no SMTP.</summary>
    ProtocolBroken = 5,

    /// <summary>No answer within the limit.</summary>
    TimedOut = 6,

    /// <summary>The connection ended in the middle.</summary>
    ConnectionLost = 7,
}

/// <summary>The outcome of one delivery at the transport.</summary>
/// <param name="Result">What it means for the delivery.</param>
/// <param name="Step">Where in the conversation it was decided.</param>
/// <param name="Code">The three-digit reply code; null when no reply was the reason.</param>
/// <param name="Status">The enhanced status code (RFC 3463); null when the server gave none.</param>
/// <param name="Text">Plain text for the report, without any mail address of a person, or the name of an <see cref="OwnReply"/>; null when there is nothing to say.</param>
/// <param name="Fault">What failed; given exactly for <see cref="HandOverResult.TransportUnavailable"/> and the two lost outcomes.</param>
public sealed record HandOverOutcome(
    HandOverResult Result,
    HandOverStep Step,
    int? Code = null,
    EnhancedStatus? Status = null,
    string? Text = null,
    TransportFault? Fault = null);
