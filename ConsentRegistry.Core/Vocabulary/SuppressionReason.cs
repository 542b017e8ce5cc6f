namespace ConsentRegistry.Core.Vocabulary;

/// <summary>Why an address is suppressed (RULES S-1).</summary>
public enum SuppressionReason
{
    OptOut = 1,
    Objection = 2,
    Erasure = 3,
    Complaint = 4,

    /// <summary>The mailbox or number is dead; not a wish of the person.</summary>
    HardBounce = 5,

    /// <summary>Set by us; no opt-in lifts it.</summary>
    Manual = 6,

    /// <summary>The national do-not-call list: bars Phone only.</summary>
    DoNotCall = 7,

    /// <summary>A company asked that nobody at its domain be written to; no opt-in lifts it.</summary>
    DomainRequest = 8,
}

/// <summary>What follows from the reason of an entry.</summary>
public static class SuppressionReasons
{
    /// <summary>Whether an opt-in begun by the person can lift it (RULES S-3).</summary>
    public static bool IsLiftable(this SuppressionReason reason) => reason is not (SuppressionReason.Manual or SuppressionReason.DomainRequest);
}
