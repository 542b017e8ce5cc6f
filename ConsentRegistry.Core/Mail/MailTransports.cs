using ConsentRegistry.Core.Mail.Pickup;
using ConsentRegistry.Core.Mail.Smtp;

namespace ConsentRegistry.Core.Mail;

/// <summary>Chooses the transport that the settings ask for.</summary>
public static class MailTransports
{
    /// <summary>SMTP when a host is set, otherwise the pickup folder.</summary>
    /// <param name="smtp">Settings without <see cref="SmtpOptions.Problems"/>.</param>
    /// <param name="pickupDirectory">The folder for <c>.eml</c> files; made when needed.</param>
    /// <param name="time">The clock of all time limits.</param>
    /// <exception cref="ArgumentException">The settings cannot be used; the message says why.</exception>
    public static MailTransport Open(SmtpOptions smtp, string pickupDirectory, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(smtp);
        return smtp.IsConfigured ? new SmtpTransport(smtp, time) : PickupFolderTransport.Open(pickupDirectory);
    }
}
