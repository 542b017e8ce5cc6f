namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>The connection does not work or ended; it never says anything about an addressee and never names one.</summary>
public sealed class SmtpUnavailableException : Exception
{
    public SmtpUnavailableException(TransportFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    public TransportFault Fault { get; }
}
