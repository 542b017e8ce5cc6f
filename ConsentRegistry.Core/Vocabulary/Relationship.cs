namespace ConsentRegistry.Core.Vocabulary;

/// <summary>What a person is to us (RULES 1). A person may have several; a message is decided on the one that gives it its reason.</summary>
public enum Relationship
{
    /// <summary>Nothing is known, as for an address of an uploaded list.</summary>
    Unknown = 1,

    /// <summary>Applied, answered an ad, contacted us or talked to us.</summary>
    CandidateApplied = 2,

    /// <summary>Found through a CV that the person put on a job site.</summary>
    CandidateSourced = 3,

    /// <summary>Contact person of a customer.</summary>
    Client = 4,

    /// <summary>Contact person of a supplier.</summary>
    Supplier = 5,

    /// <summary>Named by a candidate as a reference; never targetable by marketing (P-18…22).</summary>
    Referee = 6,
}
