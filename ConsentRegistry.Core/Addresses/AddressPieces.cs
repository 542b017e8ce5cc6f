namespace ConsentRegistry.Core.Addresses;

/// <summary>Parts a cell into what may be addresses of its own (W-6).</summary>
internal static class AddressPieces
{
    /// <param name="withSlash">Whether a slash parts: it also stands inside numbers.</param>
    public static List<string> Of(string cell, bool withSlash)
    {
        var pieces = new List<string>();
        var (start, inQuotes, inBrackets) = (0, false, false);
        var hasPair = cell.AsSpan().Count('"') % 2 == 0;
        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i];
            inQuotes ^= c == '"' && hasPair;
            inBrackets = c == '<' || (inBrackets && c != '>');
            var parts = c is ';' or '；' or ',' or '，' or '|' or '\t' or '\r' or '\n' or '\u2028' or '\u2029' || (c == '/' && withSlash) || (c == ':' && IsTriple(cell, i));
            if (parts && !inQuotes && !inBrackets)
            {
                Add(pieces, cell[start..i]);
                start = i + 1;
            }
        }

        Add(pieces, cell[start..]);
        return pieces;
    }

    private static bool IsTriple(string cell, int at) => cell.AsSpan(Math.Max(0, at - 2)).StartsWith(":::") || cell.AsSpan(Math.Max(0, at - 1)).StartsWith(":::") || cell.AsSpan(at).StartsWith(":::");

    /// <summary>Two addresses with nothing but blanks between them are two; a name before one is not.</summary>
    private static void Add(List<string> pieces, string piece)
    {
        var words = piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Count(word => word.Contains('@', StringComparison.Ordinal)) > 1)
        {
            pieces.AddRange(words);
        }
        else if (words.Length > 0)
        {
            pieces.Add(piece);
        }
    }
}
