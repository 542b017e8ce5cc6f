using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ConsentRegistry.Core.Addresses;

/// <summary>A usable telephone number in E.164, default region Belgium (RULES S-5).</summary>
public sealed record PhoneNumber
{
    private PhoneNumber(string e164) => E164 = e164;

    /// <summary>"+", country code and national number, digits only: +32475123456.</summary>
    public string E164 { get; }

    /// <summary>
    /// Reads a number as somebody typed it. False, and null, for letters, short and emergency codes, numbers that a spreadsheet
    /// turned into scientific notation, and wrong lengths: Belgian numbers have 8 digits, or 9 beginning with 4; +31 and +33
    /// nine more digits; other countries 8 to 15 digits in all.
    /// </summary>
    public static bool TryParse(string? raw, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = null;
        if (string.IsNullOrWhiteSpace(raw) || !TypedText.TryNormalise(raw, out var text) || !TryReadDigits(text, out var digits))
        {
            return false;
        }

        var e164 = digits switch
        {
            ['+', '0', ..] => null,
            ['+', ..] => International(digits[1..]),
            ['0', '0', .. var rest] => International(rest),
            _ => National(digits) ?? WithoutPlus(digits),
        };
        number = e164 is null ? null : new PhoneNumber(e164);
        return number is not null;
    }

    /// <summary>The E.164 form.</summary>
    public override string ToString() => E164;

    /// <summary>The digits, after a "+" where one was typed; a trunk zero in brackets, as in +32 (0)475, is left out.</summary>
    private static bool TryReadDigits(string text, out string digits)
    {
        var typed = text.Trim('\'', '’', '‘', '"', '“', '”', ' ', ';', ',');
        if (typed.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            typed = typed[4..];
        }

        typed = WithoutFraction(typed);
        var found = new StringBuilder(typed.Length);
        for (var i = 0; i < typed.Length; i++)
        {
            var c = typed[i];
            if (found.Length > 1 && typed.AsSpan(i).StartsWith("(0)"))
            {
                i += 2;
            }
            else if (char.IsAsciiDigit(c) || (c == '+' && found.Length == 0))
            {
                found.Append(c);
            }
            else if (!IsSeparator(c))
            {
                digits = "";
                return false;
            }
        }

        digits = found.ToString();
        // A trunk zero in brackets before another zero would read as "00", and so as another country.
        return !(typed.StartsWith("(0)", StringComparison.Ordinal) && digits.StartsWith("00", StringComparison.Ordinal));
    }

    /// <summary>A spreadsheet or script that took the number for an amount wrote ".0" behind it (W-6); beside other signs a point parts digits.</summary>
    private static string WithoutFraction(string typed)
    {
        var point = typed.AsSpan().IndexOfAny('.', ',');
        return point >= 7 && point < typed.Length - 1 && !typed.AsSpan(point + 1).ContainsAnyExcept('0') && !typed.AsSpan(0, point).TrimStart('+').ContainsAnyExceptInRange('0', '9')
            ? typed[..point]
            : typed;
    }

    /// <summary>
    /// The usable numbers of a cell, in order and each once, and whether something in it looks like a number and is none. A cell that is one number
    /// as a whole is that: the signs that part two also stand inside one (W-6).
    /// </summary>
    public static AddressCell<PhoneNumber> ReadAll(string? cell)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return new AddressCell<PhoneNumber>([], false);
        }

        if (TryParse(cell, out var only))
        {
            return new AddressCell<PhoneNumber>([only], false);
        }

        var best = new AddressCell<PhoneNumber>([], LooksLikeNumber(cell));
        foreach (var pieces in new[] { AddressPieces.Of(cell, withSlash: false), AddressPieces.Of(cell, withSlash: true) })
        {
            var read = pieces.Select(piece => (Piece: piece, Number: TryParse(piece, out var number) ? number : null)).ToList();
            var numbers = read.Select(each => each.Number).OfType<PhoneNumber>().Distinct().ToList();
            if (numbers.Count > best.Found.Count)
            {
                best = new AddressCell<PhoneNumber>(numbers, read.Exists(each => each.Number is null && LooksLikeNumber(each.Piece)));
            }
        }

        return best;
    }

    /// <summary>As many digits as the shortest number that can be called: a word such as "onbekend" and a "0000" are no attempt at one.</summary>
    private static bool LooksLikeNumber(string text) => text.Count(char.IsDigit) >= 6;

    /// <summary>Dashes of every kind, and the invisible direction marks that address books wrap around numbers.</summary>
    private static bool IsSeparator(char c) => c is '.' or '/' or '(' or ')' or '−' || char.IsWhiteSpace(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;

    private static string? International(string digits)
    {
        if (digits.StartsWith("32", StringComparison.Ordinal))
        {
            return National(digits[2..]);
        }

        if (digits.StartsWith("31", StringComparison.Ordinal) || digits.StartsWith("33", StringComparison.Ordinal))
        {
            var rest = WithoutTrunkZero(digits[2..]);
            return rest.Length == 9 && rest[0] != '0' ? $"+{digits[..2]}{rest}" : null;
        }

        return digits.Length is >= 8 and <= 15 && digits[0] != '0' ? $"+{digits}" : null;
    }

    private static string? WithoutPlus(string digits) =>
        digits.StartsWith("32", StringComparison.Ordinal) ? National(digits[2..]) : null;

    private static string? National(string digits)
    {
        var rest = WithoutTrunkZero(digits);
        return rest.Length > 0 && rest[0] != '0' && (rest.Length == 8 || (rest.Length == 9 && rest[0] == '4')) ? $"+32{rest}" : null;
    }

    private static string WithoutTrunkZero(string digits) => digits.StartsWith('0') ? digits[1..] : digits;
}
