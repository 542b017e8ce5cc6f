using System.Buffers;
using System.Text;

namespace ConsentRegistry.Core.Campaigns.Mail.Composition;

/// <summary>Makes any text fit for a header: encoded words for what is not ASCII (RFC 2047), quotes where a name needs them.</summary>
internal static class HeaderText
{
    // An encoded word is at most 75 characters: 12 go to "=?utf-8?B?" and "?=", 63 leave 45 bytes.
    private const int BytesInWord = 45;
    private const int LongestPlainWord = 70;

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("()<>[]:;@\\,.\"");

    /// <summary>A free text, as a subject. Line ends and other control characters become one space.</summary>
    public static string Unstructured(string text)
    {
        var line = OneLine(text);
        return IsPlain(line) ? line : EncodedWords(line);
    }

    /// <summary>A display name before an address.</summary>
    public static string Phrase(string name)
    {
        var line = OneLine(name);
        if (!IsPlain(line))
        {
            return EncodedWords(line);
        }

        return line.AsSpan().ContainsAny(NeedsQuotes)
            ? $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : line;
    }

    private static string OneLine(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var blank = char.IsControl(c) || char.IsWhiteSpace(c);
            if (!blank)
            {
                result.Append(c);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd(' ');
    }

    private static bool IsPlain(string line) =>
        Ascii.IsValid(line) && !line.Contains("=?", StringComparison.Ordinal) && line.Split(' ').All(w => w.Length <= LongestPlainWord);

    private static string EncodedWords(string line)
    {
        var words = new List<string>();
        var bytes = new List<byte>(BytesInWord);
        var rune = new byte[4];
        foreach (var r in line.EnumerateRunes())
        {
            var length = r.EncodeToUtf8(rune);
            if (bytes.Count + length > BytesInWord)
            {
                Flush();
            }

            bytes.AddRange(rune.AsSpan(0, length));
        }

        Flush();
        return string.Join(' ', words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
