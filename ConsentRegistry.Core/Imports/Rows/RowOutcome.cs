using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>What becomes of a data row. Every row has exactly one; the names are the words of the import report (INTERFACES 1).</summary>
public enum RowOutcome
{
    /// <summary>Somebody new.</summary>
    Created = 1,

    /// <summary>A known person of whom something was missing.</summary>
    Updated = 2,

    /// <summary>A known person of whom the row tells nothing new.</summary>
    Unchanged = 3,

    /// <summary>The same person as an earlier row of the file.</summary>
    DuplicateInFile = 4,

    /// <summary>An address or number of the row, or of a row of the same person, is suppressed. Nothing of it is stored.</summary>
    Suppressed = 5,

    /// <summary>Could be two known people, or a known one of another name. Nothing is merged by guess.</summary>
    NeedsReview = 6,

    /// <summary>Cannot be taken in; see <see cref="RejectionReason"/>.</summary>
    Rejected = 7,
}

/// <summary>Why a row is put before a colleague.</summary>
public enum ReviewReason
{
    /// <summary>It could be two known people, or its address is shared.</summary>
    SeveralPeople = 1,

    /// <summary>The known person with its address has another name.</summary>
    OtherName = 2,

    /// <summary>It brings an address that the known person does not have; a file alone gives nobody an address (N-5).</summary>
    NewAddress = 3,

    /// <summary>Somebody with its address was registered, or its person removed, while the import ran.</summary>
    ChangedMeanwhile = 4,

    /// <summary>The import was closed before it came to the row (RULES 6): the file has to be given again.</summary>
    NotWritten = 5,
}

/// <summary>A person already in the registry who has an address or number of a row.</summary>
/// <param name="Id">The person.</param>
/// <param name="GivenName">Null when not known.</param>
/// <param name="FamilyName">Null when not known.</param>
/// <param name="GainsFromRow">Whether the row would fill a blank of the person, or tell a new source or a later contact.</param>
/// <param name="LacksAddress">Whether the row has an address that the person has not.</param>
public sealed record KnownPerson(Guid Id, string? GivenName, string? FamilyName, bool GainsFromRow, bool LacksAddress = false);

/// <summary>A judged data row.</summary>
/// <param name="Line">The physical line that the row starts on.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="FirstLine">The line of the first row of the same person; the row's own line when it is the first.</param>
public sealed record JudgedRow(long Line, RowOutcome Outcome, long FirstLine)
{
    /// <summary>Set when rejected.</summary>
    public RejectionReason? Rejection { get; init; }

    /// <summary>Set when suppressed: <c>Erasure</c> or <c>OptOut</c>.</summary>
    public SuppressionReason? Suppression { get; init; }

    /// <summary>Set when it needs review.</summary>
    public ReviewReason? Review { get; init; }

    /// <summary>The known person that the row is about, when that is one only.</summary>
    public Guid? Person { get; init; }

    /// <summary>Why the outcome is what it is, as the word of the report; empty where nothing needs to be said.</summary>
    public string Reason => Rejection?.ToString() ?? Suppression?.ToString() ?? Review?.ToString() ?? string.Empty;
}
