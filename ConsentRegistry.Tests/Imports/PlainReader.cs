namespace ConsentRegistry.Tests.Imports;

/// <summary>The conventions of the manifest on lines and quotes, written as plainly as possible, to hold the fast reader against.</summary>
internal static class PlainReader
{
    public static string Read(string text)
    {
        var (seen, position, line) = (new List<string>(), 0, 1);
        while (position < text.Length)
        {
            var fields = new List<string>();
            var end = position;
            var wellFormed = TryRecord(text, ref end, fields);
            if (!wellFormed)
            {
                end = LineEnd(text, position);
            }

            if (!wellFormed || fields.Exists(f => !string.IsNullOrWhiteSpace(f)))
            {
                seen.Add($"{line}:{(wellFormed ? string.Join('|', fields) : "UnbalancedQuote")}");
            }

            line += Lines(text[position..end]);
            position = end;
        }

        return string.Join(' ', seen);
    }

    private static bool TryRecord(string text, ref int at, List<string> fields)
    {
        while (true)
        {
            var field = "";
            if (at < text.Length && text[at] == '"')
            {
                at++;
                while (true)
                {
                    if (at == text.Length)
                    {
                        return false;
                    }

                    if (text[at] != '"')
                    {
                        field += text[at++];
                    }
                    else if (at + 1 < text.Length && text[at + 1] == '"')
                    {
                        field += '"';
                        at += 2;
                    }
                    else
                    {
                        at++;
                        break;
                    }
                }

                if (at < text.Length && text[at] is not (';' or '\r' or '\n'))
                {
                    return false;
                }
            }
            else
            {
                while (at < text.Length && text[at] is not (';' or '\r' or '\n'))
                {
                    field += text[at++];
                }
            }

            fields.Add(field);
            if (at == text.Length || text[at] != ';')
            {
                at = at == text.Length ? at : LineEnd(text, at);
                return true;
            }

            at++;
        }
    }

    private static int LineEnd(string text, int at)
    {
        while (at < text.Length && text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        return at == text.Length ? at : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
    }

    private static int Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\r' or '\n');
}
