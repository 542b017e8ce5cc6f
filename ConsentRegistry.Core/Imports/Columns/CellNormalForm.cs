using System.Globalization;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>A cell without differences of spelling: "OPT_OUT", "Opt-out" and "opt out" are one word, "1.0" is 1.</summary>
internal static class CellNormalForm
{
    /// <summary>The form in which words of cells are compared; for a cell of signs alone the signs, empty for a blank one.</summary>
    public static string Of(string cell)
    {
        var trimmed = cell.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return string.Empty;
        }

        if (TryNumber(trimmed, out var number))
        {
            return number;
        }

        var tokens = HeaderWords.Of(trimmed.ToString()).Tokens;
        return tokens.Count > 0 ? string.Join(' ', tokens) : trimmed.ToString();
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out string number)
    {
        number = string.Empty;
        if (text.Length > 12 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+'))
        {
            return false;
        }

        Span<char> plain = stackalloc char[text.Length];
        text.Replace(plain, ',', '.');
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        number = value.ToString("0.############", CultureInfo.InvariantCulture);
        return true;
    }
}
