using System.Text;

namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>AUTH PLAIN (RFC 4616) and AUTH LOGIN.</summary>
internal static class SmtpSignIn
{
    private const int WantsMore = 334;

    /// <exception cref="SmtpUnavailableException">The server offers neither, or does not accept us. The message never holds the password.</exception>
    public static async Task RunAsync(SmtpWire wire, SmtpOptions options, SmtpCapabilities offered, CancellationToken cancellationToken)
    {
        SmtpReply reply;
        if (offered.OffersSignIn("PLAIN"))
        {
            reply = await AskAsync($"AUTH PLAIN {Base64($"\0{options.UserName}\0{options.Password}")}");
        }
        else if (offered.OffersSignIn("LOGIN"))
        {
            reply = await AskAsync("AUTH LOGIN");
            reply = reply.Code == WantsMore ? await AskAsync(Base64(options.UserName)) : reply;
            reply = reply.Code == WantsMore ? await AskAsync(Base64(options.Password)) : reply;
        }
        else
        {
            throw new SmtpUnavailableException(TransportFault.AuthenticationFailed, "The mail server offers no way to sign in that we know (PLAIN, LOGIN).");
        }

        if (!reply.IsPositive)
        {
            var fault = reply.IsTransient ? TransportFault.Refused : TransportFault.AuthenticationFailed;
            throw new SmtpUnavailableException(fault, $"The mail server did not accept the sign-in: {reply.Code} {ReplyText.Of(reply)}");
        }

        async Task<SmtpReply> AskAsync(string line)
        {
            await wire.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), options.CommandTimeout, cancellationToken);
            return await wire.ReadReplyAsync(options.CommandTimeout, cancellationToken);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
