namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>Why a template cannot be saved.</summary>
public enum MailTemplateProblemCode
{
    SubjectEmpty = 1,
    TextEmpty = 2,
    HtmlEmpty = 3,
    LanguageUnknown = 4,

    /// <summary>No way out (P-45): the link for this topic, or for messages without a topic the link to the choices.</summary>
    WayOutMissing = 5,
    ControllerNameMissing = 6,
    ControllerAddressMissing = 7,

    /// <summary>Neither the mail nor the postal address of the DPO.</summary>
    DpoAddressMissing = 8,

    /// <summary>It claims to carry the Article 13/14 notice and does not.</summary>
    NoticeTextMissing = 9,

    /// <summary>It carries the notice and does not say so; its sending would not be recorded.</summary>
    NoticeNotDeclared = 10,
    PlaceholderUnknown = 11,

    /// <summary>A placeholder where its value does not fit: paragraphs in a subject, a text in a link.</summary>
    PlaceholderMisplaced = 12,
    HtmlMalformed = 13,

    /// <summary>An element that mail has no use for: script, form, frame, object, style sheet.</summary>
    ElementForbidden = 14,
    AttributeForbidden = 15,

    /// <summary>An attribute that runs a script.</summary>
    EventHandlerForbidden = 16,

    /// <summary>A link to anything but a web page, a mail address or a phone number.</summary>
    LinkForbidden = 17,

    /// <summary>An image or style fetched from elsewhere, which would tell when the mail is read.</summary>
    RemoteContentForbidden = 18,

    /// <summary>Text made invisible, behind which a required part could hide.</summary>
    HiddenTextForbidden = 19,

    /// <summary>The shipped text of this kind says nothing without the campaign's own words.</summary>
    MessageEmpty = 20,
}

/// <summary>The part of a template.</summary>
public enum MailTemplatePart
{
    Whole = 1,
    Subject = 2,
    Text = 3,
    Html = 4,

    /// <summary>The campaign's own words.</summary>
    Message = 5,
}

/// <summary>One thing to mend in a template.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Part">Where.</param>
/// <param name="Detail">The placeholder, element or attribute meant; null when the code says all.</param>
public sealed record MailTemplateProblem(MailTemplateProblemCode Code, MailTemplatePart Part, string? Detail = null)
{
    /// <summary>The key of the sentence for people, in all languages; the sentence takes part and detail.</summary>
    public string SentenceKey => $"MailTemplate.{Code}";
}
