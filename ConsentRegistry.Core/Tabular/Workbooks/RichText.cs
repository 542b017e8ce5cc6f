using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>A text that may be made of runs of several looks.</summary>
internal static partial class RichText
{
    private const int Longest = 40_000;

    /// <summary>Reads the element that was reached to its end. How a text is pronounced (in Japanese) is no part of it.</summary>
    public static string Of(XmlPart part)
    {
        if (part.IsEmpty)
        {
            return "";
        }

        var depth = part.Depth;
        string? first = null;
        StringBuilder? all = null;
        while (part.ReadWithin(depth))
        {
            if (part.Name == "rPh" && !part.IsEmpty)
            {
                var inside = part.Depth;
                while (part.ReadWithin(inside))
                {
                }
            }
            else if (part.Name == "t")
            {
                var text = part.Text();
                if (first is null)
                {
                    first = text;
                }
                else if ((all ??= new StringBuilder(first)).Length < Longest)
                {
                    all.Append(text);
                }
            }
        }

        return Unescaped(all?.ToString() ?? first ?? "");
    }

    /// <summary>A character that XML cannot hold is written with its number: <c>_x000D_</c>.</summary>
    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
