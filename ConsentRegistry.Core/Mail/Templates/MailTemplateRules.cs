using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>What a template must hold before it can be saved (P-43…45) and must not hold at all.</summary>
public static class MailTemplateRules
{
    /// <summary>Everything that is wrong; empty when the template can be saved.</summary>
    public static IReadOnlyList<MailTemplateProblem> Check(MailTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return
        [
            .. CheckWhole(template),
            .. CheckSubject(template.Subject),
            .. CheckPart(template, template.Text, MailTemplatePart.Text),
            .. CheckPart(template, template.Html, MailTemplatePart.Html),
            .. HtmlPartRules.Check(template.Html),
        ];
    }

    /// <summary>Everything that is wrong with a campaign's own words in a template; empty when they can be saved.</summary>
    public static IReadOnlyList<MailTemplateProblem> CheckMessage(MailTemplate template, string message)
    {
        ArgumentNullException.ThrowIfNull(template);
        var problems = new List<MailTemplateProblem>();
        var stands = new[] { template.Text, template.Html }.Any(part => MailPlaceholders.NamesIn(part).Contains(MailPlaceholders.Message));
        if (stands && string.IsNullOrWhiteSpace(message) && ShippedTemplates.NeedsMessage(template.Kind))
        {
            problems.Add(new(MailTemplateProblemCode.MessageEmpty, MailTemplatePart.Message));
        }

        foreach (var name in MailPlaceholders.NamesIn(message).Distinct())
        {
            if (MailPlaceholders.Find(name) is not { } placeholder)
            {
                problems.Add(new(MailTemplateProblemCode.PlaceholderUnknown, MailTemplatePart.Message, name));
            }
            else if (placeholder.Form == PlaceholderForm.Block)
            {
                problems.Add(new(MailTemplateProblemCode.PlaceholderMisplaced, MailTemplatePart.Message, name));
            }
        }

        return problems;
    }

    private static IEnumerable<MailTemplateProblem> CheckWhole(MailTemplate template)
    {
        if (!MailPhrases.Languages.Contains(template.Language))
        {
            yield return new(MailTemplateProblemCode.LanguageUnknown, MailTemplatePart.Whole, template.Language);
        }
    }

    private static IEnumerable<MailTemplateProblem> CheckSubject(string subject)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            yield return new(MailTemplateProblemCode.SubjectEmpty, MailTemplatePart.Subject);
        }

        foreach (var name in MailPlaceholders.NamesIn(subject).Distinct())
        {
            if (MailPlaceholders.Find(name) is not { } placeholder)
            {
                yield return new(MailTemplateProblemCode.PlaceholderUnknown, MailTemplatePart.Subject, name);
            }
            else if (placeholder.Form != PlaceholderForm.Line)
            {
                yield return new(MailTemplateProblemCode.PlaceholderMisplaced, MailTemplatePart.Subject, name);
            }
        }
    }

    private static IEnumerable<MailTemplateProblem> CheckPart(MailTemplate template, string content, MailTemplatePart part)
    {
        if (string.IsNullOrWhiteSpace(content))
        {
            yield return new(part == MailTemplatePart.Text ? MailTemplateProblemCode.TextEmpty : MailTemplateProblemCode.HtmlEmpty, part);
            yield break;
        }

        foreach (var name in MailPlaceholders.NamesIn(content).Distinct().Where(n => MailPlaceholders.Find(n) is null))
        {
            yield return new(MailTemplateProblemCode.PlaceholderUnknown, part, name);
        }

        var (shown, wayOut) = part == MailTemplatePart.Html ? HtmlPartNames.In(content) : NamesOfText(content);
        if (!wayOut.Contains(MailPlaceholders.UnsubscribeUrl) && (template.Kind.TopicOf() is not null || !wayOut.Contains(MailPlaceholders.PreferencesUrl)))
        {
            yield return new(MailTemplateProblemCode.WayOutMissing, part);
        }

        if (!shown.Contains(MailPlaceholders.ControllerName))
        {
            yield return new(MailTemplateProblemCode.ControllerNameMissing, part);
        }

        if (!shown.Contains(MailPlaceholders.ControllerAddress))
        {
            yield return new(MailTemplateProblemCode.ControllerAddressMissing, part);
        }

        if (!shown.Contains(MailPlaceholders.DpoEmail) && !shown.Contains(MailPlaceholders.DpoAddress))
        {
            yield return new(MailTemplateProblemCode.DpoAddressMissing, part);
        }

        if (shown.Contains(MailPlaceholders.NoticeText) != template.CarriesNotice)
        {
            yield return new(template.CarriesNotice ? MailTemplateProblemCode.NoticeTextMissing : MailTemplateProblemCode.NoticeNotDeclared, part);
        }
    }

    private static HtmlPartNames NamesOfText(string text)
    {
        var names = MailPlaceholders.NamesIn(text).ToHashSet(StringComparer.Ordinal);
        return new HtmlPartNames(names, names);
    }
}
