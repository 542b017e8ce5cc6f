using System.Net;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Campaigns.Mail.Templates;

/// <summary>
/// Lets through only the elements, attributes and links that simple mail needs. A list of what is allowed stays right when
/// browsers learn something new; a list of what is forbidden does not.
/// </summary>
internal static partial class HtmlPartRules
{
    private static readonly HashSet<string> Elements = new(StringComparer.OrdinalIgnoreCase)
    {
        "html", "head", "meta", "title", "body", "div", "span", "p", "br", "hr", "a", "strong", "b", "em", "i", "u", "small", "h1", "h2", "h3", "h4",
        "ul", "ol", "li", "blockquote", "address", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "img",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "href", "src", "alt", "title", "style", "lang", "dir", "role", "scope", "align", "valign", "width", "height", "border", "cellpadding", "cellspacing",
        "colspan", "rowspan", "charset", "name", "content", "aria-label", "aria-hidden",
    };

    /// <summary>Everything in the HTML part that a mail may not hold.</summary>
    public static IEnumerable<MailTemplateProblem> Check(string html)
    {
        var rest = Comment().Replace(html, "");
        foreach (Match tag in Tag().Matches(rest))
        {
            var element = tag.Groups[1].Value;
            if (!Elements.Contains(element))
            {
                yield return Problem(MailTemplateProblemCode.ElementForbidden, element.ToLowerInvariant());
            }

            foreach (Match attribute in Attribute().Matches(tag.Groups[2].Value))
            {
                if (ProblemOf(attribute.Groups[1].Value.ToLowerInvariant(), attribute.Groups[2].Value.Trim('"', '\'')) is { } problem)
                {
                    yield return problem;
                }
            }

            if (Attribute().Replace(tag.Groups[2].Value, "").Trim() is not ("" or "/"))
            {
                yield return Problem(MailTemplateProblemCode.HtmlMalformed, element.ToLowerInvariant());
            }
        }

        if (Tag().Replace(rest, "").AsSpan().ContainsAny('<', '>'))
        {
            yield return Problem(MailTemplateProblemCode.HtmlMalformed, "<");
        }
    }

    private static MailTemplateProblem? ProblemOf(string name, string written)
    {
        // Browsers ignore entities, blanks and control characters inside a scheme or a style name, so they are looked through.
        var value = Invisible().Replace(WebUtility.HtmlDecode(written), "");
        if (name.StartsWith("on", StringComparison.Ordinal))
        {
            return Problem(MailTemplateProblemCode.EventHandlerForbidden, name);
        }

        if (!Attributes.Contains(name))
        {
            return Problem(MailTemplateProblemCode.AttributeForbidden, name);
        }

        return name switch
        {
            "href" => Link().IsMatch(value) && PlaceholdersFit(value) ? null : Problem(MailTemplateProblemCode.LinkForbidden, name),
            "src" => value.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) ? null : Problem(MailTemplateProblemCode.RemoteContentForbidden, name),
            "style" when Fetching().IsMatch(value) => Problem(MailTemplateProblemCode.RemoteContentForbidden, name),
            "style" when Hiding().IsMatch(value) => Problem(MailTemplateProblemCode.HiddenTextForbidden, name),
            _ => MailPlaceholders.NamesIn(written).Any() ? Problem(MailTemplateProblemCode.PlaceholderMisplaced, name) : null,
        };
    }

    private static bool PlaceholdersFit(string link)
    {
        var wanted = link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? PlaceholderForm.Mail : PlaceholderForm.Url;
        return MailPlaceholders.NamesIn(link).All(n => MailPlaceholders.Find(n)?.Form == wanted);
    }

    private static MailTemplateProblem Problem(MailTemplateProblemCode code, string detail) => new(code, MailTemplatePart.Html, detail);

    [GeneratedRegex(@"<!--.*?-->|<!doctype[^<>]*>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""</?([a-zA-Z][^\s<>/"'=]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=`]+))?""", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[\p{C}\s]|/\*.*?\*/|\\", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"^(?:https?://[^{}]+|mailto:.+|tel:[+0-9().-]+|\{\{\w+\}\})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"url\(|expression\(|@import|image-set\(|src\(|behavior:|-moz-binding", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Fetching();

    [GeneratedRegex(@"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.1-9])|opacity:0(?![.1-9])|(?:^|;)(?:max-)?height:0(?![.1-9])|text-indent:-|left:-", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Hiding();
}
