using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>The placeholders of an HTML part, by where its reader meets them.</summary>
/// <param name="Shown">In the body, targets of links included; not in comments and in the head.</param>
/// <param name="Linked">As the target of a link that shows.</param>
internal sealed record HtmlPartNames(HashSet<string> Shown, HashSet<string> Linked)
{
    public static HtmlPartNames In(string html)
    {
        // A placeholder spelt with character references is not filled in, and so is none.
        var parser = new HtmlParser(new HtmlParserOptions { IsNotConsumingCharacterReferences = true, SkipComments = true });
        if (parser.ParseDocument(html).Body is not { } body)
        {
            return new HtmlPartNames([], []);
        }

        var targets = body.QuerySelectorAll("a[href]").SelectMany(link => MailPlaceholders.NamesIn(link.GetAttribute("href")!));
        return new HtmlPartNames(
            MailPlaceholders.NamesIn(body.InnerHtml).ToHashSet(StringComparer.Ordinal), targets.ToHashSet(StringComparer.Ordinal));
    }
}
