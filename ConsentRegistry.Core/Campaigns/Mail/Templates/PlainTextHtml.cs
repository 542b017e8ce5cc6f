using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace ConsentRegistry.Core.Campaigns.Mail.Templates;

/// <summary>
/// Makes simple HTML of plain text, so that both parts of a mail come from one text: blank lines divide paragraphs, lines that
/// start with a hyphen make a list, and a line <c>Label: https://…</c> becomes a link.
/// </summary>
internal static partial class PlainTextHtml
{
    private const string Paragraph = "<p style=\"margin:0 0 1em 0\">";

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
        return link.Success ? $"<a href=\"{Escape(link.Groups[2].Value)}\">{Escape(link.Groups[1].Value)}</a>" : Escape(line);
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"^([^:]+?)\s?: (https?://[^\s""<>]+|\{\{\w+Url\}\})$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelledLink();

    [GeneratedRegex(@"^\{\{(?:message|noticeText)\}\}$", RegexOptions.CultureInvariant)]
    private static partial Regex BlockPlaceholder();
}
