namespace ConsentRegistry.Core.Imports;

/// <summary>Why a row cannot be taken in, in order of precedence. The names are the words of the import report.</summary>
public enum RejectionReason
{
    /// <summary>A quoted field is not well formed; only its first physical line is lost.</summary>
    UnbalancedQuote = 1,

    /// <summary>A control character other than tab and line ends.</summary>
    ControlCharacters = 2,

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
}
