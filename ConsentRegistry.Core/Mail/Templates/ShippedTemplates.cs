using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>The templates that a new installation starts with; each passes <see cref="MailTemplateRules.Check"/> and can be sent as it is.</summary>
public static class ShippedTemplates
{
    private const string SubjectMark = "Subject: ";

    private static readonly (MessageKind Kind, bool CarriesNotice)[] Wanted =
    [
        (MessageKind.ProjectOffer, false),
        (MessageKind.ProjectOffer, true),
        (MessageKind.ServiceNews, false),
        (MessageKind.ServiceNews, true),
        (MessageKind.EventInvitation, false),
        (MessageKind.EventInvitation, true),
        (MessageKind.Feedback, false),
        (MessageKind.Feedback, true),
        (MessageKind.PolicyNotice, true),
    ];

    private static readonly Lazy<IReadOnlyList<MailTemplate>> Built = new(() =>
        [.. from wanted in Wanted from language in MailPhrases.Languages select Build(wanted.Kind, wanted.CarriesNotice, language)]);

    public static IReadOnlyList<MailTemplate> All => Built.Value;

    /// <summary>Whether the shipped text is only a frame that says nothing without the campaign's own words.</summary>
    public static bool NeedsMessage(MessageKind kind) => kind is MessageKind.ServiceNews or MessageKind.EventInvitation;

    /// <summary>The template of that kind and language; null when none is shipped.</summary>
    public static MailTemplate? Find(MessageKind kind, string language, bool carriesNotice) =>
        All.FirstOrDefault(t => t.Kind == kind && t.Language == language && t.CarriesNotice == carriesNotice);

    private static MailTemplate Build(MessageKind kind, bool carriesNotice, string language)
    {
        var written = ShippedText.Read($"{kind}-{language}");
        var end = written.IndexOf('\n', StringComparison.Ordinal);
        var body = written[end..].Trim('\n');
        if (carriesNotice)
        {
            body += $"\n\n{{{{{MailPlaceholders.NoticeText}}}}}";
        }

        var footer = FooterOf(kind, language);
        return new MailTemplate
        {
            Kind = kind,
            Language = language,
            CarriesNotice = carriesNotice,
            Subject = written[SubjectMark.Length..end],
            Text = $"{body}\n\n-- \n{footer}\n",
            Html = Page(language, body, footer),
        };
    }

    private static string FooterOf(MessageKind kind, string language)
    {
        var lines = ShippedText.Read($"Footer-{language}").Split('\n');
        return string.Join('\n', kind.TopicOf() is null ? lines.Where(l => !MailPlaceholders.NamesIn(l).Contains(MailPlaceholders.UnsubscribeUrl)) : lines);
    }

    private static string Page(string language, string body, string footer) =>
        $$$"""
        <!DOCTYPE html>
        <html lang="{{{language}}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{controllerName}}</title>
        </head>
        <body style="margin:0;padding:16px;background-color:#ffffff;color:#1f2937;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
        <div style="max-width:600px;margin:0 auto">
        {{{PlainTextHtml.Convert(body)}}}
        <hr style="border:0;border-top:1px solid #9ca3af;margin:24px 0">
        <div style="font-size:14px;color:#4b5563">
        {{{PlainTextHtml.Convert(footer)}}}
        </div>
        </div>
        </body>
        </html>

        """.ReplaceLineEndings("\n");
}
