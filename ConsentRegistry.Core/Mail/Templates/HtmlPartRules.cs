using System.Text.RegularExpressions;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace ConsentRegistry.Core.Mail.Templates;

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

    /// <summary>What makes a mail program read something else than what is written. Elements that only were left open do not.</summary>
    private static readonly HashSet<HtmlParseError> Misread =
    [
        HtmlParseError.EOF, HtmlParseError.Null, HtmlParseError.BogusComment, HtmlParseError.UndefinedMarkupDeclaration,
        HtmlParseError.CommentEndedWithEM, HtmlParseError.CommentEndedWithDash, HtmlParseError.CommentEndedUnexpected,
        HtmlParseError.EndTagCannotHaveAttributes, HtmlParseError.AttributeNameInvalid, HtmlParseError.AttributeValueInvalid,
        HtmlParseError.AttributeDuplicateOmitted,
        HtmlParseError.DoubleQuotationMarkUnexpected, HtmlParseError.SingleQuotationMarkUnexpected,
    ];

    /// <summary>Everything in the HTML part that a mail may not hold.</summary>
    public static IReadOnlyList<MailTemplateProblem> Check(string html)
    {
        // Positions are counted in what the parser reads, and that has one kind of line end.
        html = html.ReplaceLineEndings("\n");
        var problems = new List<MailTemplateProblem>();
        var misread = new List<int>();

        // Tags are judged as they are written: the tree leaves out what it has no place for, and a mail program may not.
        var parser = new HtmlParser(new HtmlParserOptions
        {
            OnToken = (token, range) => problems.AddRange(ProblemsOf(token, html, range, misread)),
        });
        parser.Error += (_, raised) =>
        {
            if (raised is HtmlErrorEvent error && Misread.Contains((HtmlParseError)error.Code))
            {
                misread.Add(error.Position.Index);
            }
        };
        parser.ParseDocument(html);
        return misread.Count == 0 ? problems : [.. problems, Problem(MailTemplateProblemCode.HtmlMalformed, Excerpt(html, misread.Min()))];
    }

    private static IEnumerable<MailTemplateProblem> ProblemsOf(HtmlToken token, string html, TextRange range, List<int> misread)
    {
        if (token is not HtmlTagToken tag)
        {
            if (token.Type == HtmlTokenType.Character
                && html.IndexOfAny(['<', '>'], range.Start.Index) is >= 0 and var at && at < range.End.Index)
            {
                misread.Add(at);
            }

            yield break;
        }

        if (!Elements.Contains(tag.Name))
        {
            yield return Problem(MailTemplateProblemCode.ElementForbidden, tag.Name);
        }

        // A name that swallowed a bracket or a quote is no attribute that anybody meant; that the tag is misread says it all.
        foreach (var attribute in tag.Attributes.Where(each => !each.Name.AsSpan().ContainsAny("<\"'=")))
        {
            if (ProblemOf(attribute.Name, attribute.Value) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static MailTemplateProblem? ProblemOf(string name, string value)
    {
        if (name.StartsWith("on", StringComparison.Ordinal))
        {
            return Problem(MailTemplateProblemCode.EventHandlerForbidden, name);
        }

        if (!Attributes.Contains(name))
        {
            return Problem(MailTemplateProblemCode.AttributeForbidden, name);
        }

        // Browsers ignore blanks and control characters inside a scheme, and comments inside a style, so they are looked through.
        var meant = Invisible().Replace(value, "");
        return name switch
        {
            "href" => Link().IsMatch(meant) && PlaceholdersFit(meant) ? null : Problem(MailTemplateProblemCode.LinkForbidden, name),
            "src" when !meant.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) =>
                Problem(MailTemplateProblemCode.RemoteContentForbidden, name),
            "src" => null,
            "style" when Fetching().IsMatch(meant) => Problem(MailTemplateProblemCode.RemoteContentForbidden, name),
            "style" when Hiding().IsMatch(meant) => Problem(MailTemplateProblemCode.HiddenTextForbidden, name),
            _ => MailPlaceholders.NamesIn(value).Any() ? Problem(MailTemplateProblemCode.PlaceholderMisplaced, name) : null,
        };
    }

    private static bool PlaceholdersFit(string link)
    {
        var wanted = link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? PlaceholderForm.Mail : PlaceholderForm.Url;
        return MailPlaceholders.NamesIn(link).All(n => MailPlaceholders.Find(n)?.Form == wanted);
    }

    /// <summary>What stands around the position in its line, so that whoever wrote it finds it.</summary>
    private static string Excerpt(string html, int position)
    {
        const int before = 20;
        const int longest = 40;
        var at = Math.Min(position, html.Length);
        var from = Math.Max(html.AsSpan(0, at).LastIndexOf('\n') + 1, at - before);
        return html.Substring(from, Math.Min(longest, html.Length - from));
    }

    private static MailTemplateProblem Problem(MailTemplateProblemCode code, string detail) => new(code, MailTemplatePart.Html, detail);

    [GeneratedRegex(@"[\p{C}\s]|/\*.*?\*/", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"^(?:https?://[^{}]+|mailto:.+|tel:[+0-9().-]+|\{\{\w+\}\})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    // A backslash writes a letter of a style in another way, and mail has no use for that.
    [GeneratedRegex(
        @"\\|url\(|expression\(|@import|image-set\(|src\(|behavior:|-moz-binding", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Fetching();

    [GeneratedRegex(@"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.1-9])|opacity:0(?![.1-9])|(?:^|;)(?:max-)?height:0(?![.1-9])|text-indent:-|left:-", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Hiding();
}
