using System.Text.RegularExpressions;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>The texts of a mail before a person's values are put in. Saved only when <see cref="MailTemplateRules.Check"/> finds nothing.</summary>
public sealed partial record MailTemplate
{
    /// <summary>The kind of message; decides what its campaign is checked as.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary><c>nl</c>, <c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Whether the message carries the Article 13/14 notice, so that its sending is recorded as giving it (RULES G-10, G-16).</summary>
    public required bool CarriesNotice { get; init; }

    public required string Subject { get; init; }

    /// <summary>The plain text part, with <see cref="MailPlaceholders"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The HTML part, with the same placeholders; their values are escaped.</summary>
    public required string Html { get; init; }

    /// <summary>Puts the values in, each placeholder once: a value that looks like a placeholder stays as it is.</summary>
    /// <exception cref="ArgumentException">The template names an unknown placeholder; it was never checked.</exception>
    public FilledMail Fill(MailValues values, OrganisationOptions organisation)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(organisation);
        var facts = new PlaceholderFacts(values, organisation, Language);
        return new FilledMail(
            Language,
            MailPlaceholders.Replace(Subject, (_, value) => value, facts),
            WithoutGaps(MailPlaceholders.Replace(Text, (_, value) => value, facts)),
            MailPlaceholders.Replace(Html, (p, value) => p.Form == PlaceholderForm.Block ? PlainTextHtml.Convert(value) : PlainTextHtml.Escape(value), facts));
    }

    /// <summary>A paragraph without a value leaves only its blank lines, and one of them is enough.</summary>
    private static string WithoutGaps(string text) => BlankLines().Replace(text.ReplaceLineEndings("\n"), "\n\n");

    [GeneratedRegex(@"\n{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLines();
}

/// <summary>A template with all values in, ready for the composer.</summary>
/// <param name="Language"><c>nl</c>, <c>fr</c> or <c>en</c>.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain text part.</param>
/// <param name="Html">The HTML part.</param>
public sealed record FilledMail(string Language, string Subject, string Text, string Html);
