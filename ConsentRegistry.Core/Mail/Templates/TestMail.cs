namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>What makes a test mail known as one, and harmless: an invented reader, a mark, and a token that opens nothing.</summary>
public static class TestMail
{
    public const string GivenName = "An";
    public const string FullName = "An Peeters";

    /// <summary>Stands where a token would; no registry made it, so that its page says that the link is not known, and a post does nothing.</summary>
    public const string Token = "test";

    private const string Subject = "[TEST] ";

    /// <summary>Puts the mark before the subject and above both parts.</summary>
    internal static FilledMail Mark(FilledMail mail)
    {
        var sentence = MailPhrases.In(mail.Language).Test;
        var body = mail.Html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var at = body < 0 ? 0 : mail.Html.IndexOf('>', body) + 1;
        return mail with
        {
            Subject = Subject + mail.Subject,
            Text = $"*** {sentence} ***\n\n{mail.Text}",
            Html = mail.Html.Insert(at, $"\n<p style=\"margin:0 0 16px;padding:8px 12px;background-color:#fdf1dd;color:#6b4000\">{PlainTextHtml.Escape(sentence)}</p>\n"),
        };
    }
}
