namespace ConsentRegistry.Core.Imports;

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

/// <summary>A person already in the registry who has an address or number of a row.</summary>
/// <param name="Id">The person.</param>
/// <param name="GivenName">Null when not known.</param>
/// <param name="FamilyName">Null when not known.</param>
/// <param name="GainsFromRow">Whether the row would fill a blank of the person, or add an address, permission or date.</param>
public sealed record KnownPerson(Guid Id, string? GivenName, string? FamilyName, bool GainsFromRow);

/// <summary>A judged data row.</summary>
/// <param name="Line">The physical line that the row starts on.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Rejection">Set when rejected.</param>
/// <param name="FirstLine">The line of the first row of the same person; the row's own line when it is the first.</param>
/// <param name="Person">The known person that the row is about, when that is one only.</param>
public sealed record JudgedRow(long Line, RowOutcome Outcome, RejectionReason? Rejection, long FirstLine, Guid? Person);
