using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Tells addresses in columns of which no name says what they hold.</summary>
internal static class AddressShape
{
    /// <summary>Of a Belgian mobile number with its country code.</summary>
    private const int MobileDigits = 11;

    /// <summary>
    /// A zero or a plus in front tells a number that can be called from a postal code, a year or the number of a customer; so does the beginning of a
    /// Belgian mobile number whose plus a spreadsheet took ("32475123456.0").
    /// </summary>
    public static bool IsWrittenAsNumber(string cell)
    {
        var text = cell.AsSpan().Trim().TrimStart("'=\"");
        return (text is ['0' or '+' or '(', ..] || IsMobileWithoutPlus(text)) && PhoneNumber.TryParse(cell, out _);
    }

    /// <summary>Whether a whole cell is an e-mail address, a number as one dials it, or a whole mail domain: no column is named so (W-9).</summary>
    public static bool IsAddress(string cell) => cell.Contains('@', StringComparison.Ordinal) ? Address.Read(cell) is not null : IsWrittenAsNumber(cell);

    private static bool IsMobileWithoutPlus(ReadOnlySpan<char> text) =>
        text is ['3', '2', '4', ..] && text.Length >= MobileDigits && !text[..MobileDigits].ContainsAnyExceptInRange('0', '9') && (text.Length == MobileDigits || !char.IsAsciiDigit(text[MobileDigits]));
}
