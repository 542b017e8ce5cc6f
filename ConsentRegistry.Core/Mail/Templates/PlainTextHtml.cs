using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>
/// Makes simple HTML of plain text, so that both parts of a mail come from one text: blank lines divide paragraphs, lines that
/// start with a hyphen make a list, and a line <c>Label: https://…</c> becomes a link. So does a web address within the text, with or
/// without <c>https://</c> before its <c>www.</c>.
/// </summary>
internal static partial class PlainTextHtml
{
    private const string Paragraph = "<p style=\"margin:0 0 1em 0\">";

    private const string SentenceEnds = ".,;:!?…'’”»]";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Escape(string text) => Encoder.Encode(text);

    public static string Convert(string text)
    {
        var html = new StringBuilder();
        foreach (var block in BlankLines().Split(text.ReplaceLineEndings("\n").Trim('\n')))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (lines is [{ } only] && BlockPlaceholder().IsMatch(only))
            {
                html.Append("<div>").Append(only).AppendLine("</div>");
            }
            else if (lines.Length > 0 && lines.All(l => l.StartsWith("- ", StringComparison.Ordinal)))
            {
                html.Append("<ul>").AppendJoin("", lines.Select(l => $"<li>{Line(l[2..])}</li>")).AppendLine("</ul>");
            }
            else if (lines.Length > 0)
            {
                html.Append(Paragraph).AppendJoin("<br>", lines.Select(Line)).AppendLine("</p>");
            }
        }

        return html.ToString();
    }

    private static string Line(string line)
    {
        var link = LabelledLink().Match(line);
        return link.Success && IsTarget(link.Groups[2].Value) ? Link(link.Groups[2].Value, link.Groups[1].Value) : WithLinks(line);
    }

    private static bool IsTarget(string written) => written.StartsWith("{{", StringComparison.Ordinal)
        || WebAddress().Match(written) is { Success: true } address && LengthOf(address.Value) == written.Length;

    private static string WithLinks(string line)
    {
        var html = new StringBuilder();
        var from = 0;
        foreach (Match match in WebAddress().Matches(line))
        {
            var address = match.Value[..LengthOf(match.Value)];
            html.Append(Escape(line[from..match.Index])).Append(Link(address, address));
            from = match.Index + address.Length;
        }

        return html.Append(Escape(line[from..])).ToString();
    }

    private static string Link(string address, string text)
    {
        var target = address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? $"https://{address}" : address;
        return $"<a href=\"{Escape(target)}\">{Escape(text)}</a>";
    }

    // What ends a sentence is not of the address; a bracket is, when it was opened within it.
    private static int LengthOf(string address)
    {
        var length = address.Length;
        while (SentenceEnds.Contains(address[length - 1]) || address[length - 1] == ')' && address.AsSpan(0, length).Count('(') < address.AsSpan(0, length).Count(')'))
        {
            length--;
        }

        return length;
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"^([^:]+?)\s?: ((?i:https?://|www\.)[^\s""<>]+|\{\{\w+Url\}\})$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelledLink();

    // Not within a mail address, nor behind another scheme; a host has a name and a country or kind behind its "www.".
    [GeneratedRegex(@"(?<![\w@./-])(?:https?://[\p{L}\p{Nd}][^\s""<>]*|www\.(?:[\p{L}\p{Nd}](?:[\p{L}\p{Nd}-]*[\p{L}\p{Nd}])?\.)+\p{L}{2,}(?![\w@-])(?::\d+)?(?:[/?#][^\s""<>]*)?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"^\{\{(?:message|noticeText)\}\}$", RegexOptions.CultureInvariant)]
    private static partial Regex BlockPlaceholder();
}
