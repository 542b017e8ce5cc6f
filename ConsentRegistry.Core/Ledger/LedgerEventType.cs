namespace ConsentRegistry.Core.Ledger;

/// <summary>What happened. The names stand in the database and in the chain: they may be added to, never changed.</summary>
public enum LedgerEventType
{
    PersonRegistered = 1,
    PersonEdited = 2,

    /// <summary>The person's record went into another one (<see cref="EventFacts.Into"/>).</summary>
    PersonMerged = 3,

    /// <summary>Article 17: payloads of this person's earlier events may be gone from here on.</summary>
    PersonErased = 4,

    RelationshipAdded = 10,
    AcquisitionRecorded = 11,

    /// <summary>The Article 13/14 notice was given.</summary>
    NoticeGiven = 12,

    /// <summary>A policy version was sent as a message of its own.</summary>
    PolicyNoticeSent = 13,

    ContactPointAdded = 20,
    ContactPointRemoved = 21,
    ContactPointDied = 22,

    ContactPermissionRecorded = 30,
    OptInRecorded = 31,

    /// <summary>A file claims an opt-in; a claim is shown, it allows nothing.</summary>
    OptInClaimed = 32,

    /// <summary>A logged contact was a mistake: it bears the act of that contact, whose permission, opt-ins, notice and application do not count from here on.</summary>
    ContactTakenBack = 33,

    OptOutAll = 40,
    OptOutTopic = 41,
    OptOutChannel = 42,
    Objection = 43,
    Complaint = 44,

    /// <summary>The bar that an erasure leaves on an address.</summary>
    Erasure = 45,

    /// <summary>A dead address as a suppression entry, from another sender.</summary>
    HardBounce = 46,

    /// <summary>A word of a file that may be a refusal of the person and that nobody has given a meaning yet; it counts as a no while it is open.</summary>
    DoubtOpened = 47,

    /// <summary>A colleague said whether it was one (<see cref="EventFacts.Answer"/>); where it was, its bar is an event of its own.</summary>
    DoubtAnswered = 48,

    RestrictionSet = 50,
    RestrictionLifted = 51,

    ApplicationBegun = 60,
    ApplicationClosed = 61,
    ContractBegun = 62,
    ContractEnded = 63,
    SaleRecorded = 64,

    DoNotCallChecked = 70,
    RobinsonChecked = 71,

    SuppressionCorrected = 80,
    SuppressionKeyRotated = 81,
    PayloadsExpired = 82,
    SettingsChanged = 83,
    Restored = 84,
    SendingLockReleased = 85,
}

/// <summary>Groups of event types that the rest of the registry asks for.</summary>
public static class LedgerEventTypes
{
    /// <summary>Whether the event bars messages (RULES 1 "bar").</summary>
    public static bool IsBar(this LedgerEventType type) => type is LedgerEventType.OptOutAll or LedgerEventType.OptOutTopic
        or LedgerEventType.OptOutChannel or LedgerEventType.Objection or LedgerEventType.Complaint or LedgerEventType.Erasure;

    /// <summary>Whether the event stops counting when its contact is taken back. Never a bar; a notice does, since only a contact that was a mistake says that it was given.</summary>
    public static bool GoesWithItsContact(this LedgerEventType type) => type is LedgerEventType.ContactPermissionRecorded or LedgerEventType.OptInRecorded
        or LedgerEventType.NoticeGiven or LedgerEventType.ApplicationBegun;
}
