using ConsentRegistry.Core.People;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Tells addresses in columns of which no name says what they hold.</summary>
internal static class AddressShape
{
    /// <summary>A zero or a plus in front tells a number that can be called from a postal code, a year or the number of a customer.</summary>
    public static bool IsWrittenAsNumber(string cell) => cell.AsSpan().Trim().TrimStart("'=\"") is ['0' or '+' or '(', ..] && PhoneNumber.TryParse(cell, out _);

    /// <summary>Whether a whole cell is an e-mail address, a number as one dials it, or a whole mail domain: no column is named so (W-9).</summary>
    public static bool IsAddress(string cell) => cell.Contains('@', StringComparison.Ordinal) ? Address.Read(cell) is not null : IsWrittenAsNumber(cell);
}
