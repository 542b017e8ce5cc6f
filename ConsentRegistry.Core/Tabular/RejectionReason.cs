namespace ConsentRegistry.Core.Tabular;

/// <summary>Why a row cannot be taken in, or something of it not be used. The names are the words of the import report.</summary>
public enum RejectionReason
{
    /// <summary>A quoted field is not well formed; only its first physical line is lost.</summary>
    UnbalancedQuote = 1,

    /// <summary>A control character other than tab and line ends.</summary>
    ControlCharacters = 2,

    /// <summary>A character that no text may hold: U+FFFE and its kind, or half of a surrogate pair (W-11).</summary>
    ForbiddenCharacters = 11,

    /// <summary>Fewer fields than the header.</summary>
    TooFewFields = 3,

    /// <summary>More fields than the header, and a surplus one is not empty.</summary>
    TooManyFields = 4,

    /// <summary>A field of more than 32,767 characters.</summary>
    FieldTooLong = 5,

    /// <summary>No usable contact point, though an e-mail address was given.</summary>
    InvalidEmail = 6,

    /// <summary>No usable contact point, though a number was given.</summary>
    InvalidPhone = 7,

    /// <summary>No contact point was given.</summary>
    NoContactPoint = 8,

    /// <summary>As a warning only: a date of own contact that cannot be read. No contact permission arises from the row (W-8).</summary>
    InvalidDate = 9,

    /// <summary>As a warning only, once a file: nothing tells whether the day or the month stands first in its dates. Day first is assumed (W-8).</summary>
    DateOrderUnclear = 10,

    /// <summary>As a warning of a row only: it holds a word of which nobody has said whether it is a refusal (W-5). The person is in doubt.</summary>
    Unclear = 12,
}
