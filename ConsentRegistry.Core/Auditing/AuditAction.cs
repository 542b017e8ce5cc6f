namespace ConsentRegistry.Core.Auditing;

/// <summary>
/// What an operator did (DESIGN 4, "Accounts": every look at a person's page, every search, export and change). The names stand in the
/// database and in the chain: they may be added to, never changed.
/// </summary>
public enum AuditAction
{
    PersonViewed = 1,

    /// <summary>The details say how many were found, never what was typed.</summary>
    PeopleSearched = 2,
    PersonRegistered = 3,
    PersonEdited = 4,
    PeopleMerged = 5,
    PersonErased = 6,
    PersonExported = 7,

    /// <summary>A list of people left as a file; the details say how many.</summary>
    PeopleExported = 8,

    OptInRecorded = 20,
    ContactPermissionRecorded = 21,

    /// <summary>An opt-out, an objection or a complaint was typed in.</summary>
    BarRecorded = 22,
    RestrictionChanged = 23,
    MistakenEntryCorrected = 24,
    SuppressionsLoaded = 25,

    /// <summary>The gate was asked about one address.</summary>
    AddressChecked = 40,
    ListScrubbed = 41,

    /// <summary>A file of a checked list was handed out; the details say which.</summary>
    CheckedListExported = 42,

    ImportPreviewed = 50,
    ImportCommitted = 51,
    ImportUndone = 52,
    ImportReportExported = 53,
    ImportProfileChanged = 54,

    /// <summary>A file came into the spool; nothing of it is in the registry.</summary>
    ImportUploaded = 55,

    /// <summary>Samples of a file's columns, or the rows for review of an import, were looked at.</summary>
    ImportViewed = 56,
    ImportDiscarded = 57,

    /// <summary>An import under way was stopped; what it had written stays.</summary>
    ImportStopped = 58,

    /// <summary>A stopped import goes on.</summary>
    ImportGoneOn = 59,

    CampaignSaved = 60,
    CampaignPreviewed = 61,
    CampaignStarted = 62,
    CampaignScheduled = 63,
    CampaignPaused = 64,
    CampaignResumed = 65,
    CampaignCancelled = 66,

    /// <summary>One page of a campaign's addressees was looked at; the details say whether the addresses were readable.</summary>
    AddresseesViewed = 67,
    CampaignExported = 68,
    MailTemplateSaved = 69,

    /// <summary>A test of the campaign's mail went to the operator's own mailbox.</summary>
    TestMailSent = 70,
    CampaignUnscheduled = 71,

    /// <summary>An operator said what became of a message of which nobody knew whether it went; the subject is the delivery.</summary>
    DeliverySettled = 72,

    /// <summary>The same of all such messages of a campaign at once; the subject is the campaign, the details say how many and what was found.</summary>
    DeliveriesSettled = 73,

    /// <summary>A choice of people was given a name, for all who make campaigns.</summary>
    AudienceSaved = 74,
    AudienceDeleted = 75,

    GateSettingsChanged = 80,
    SendingReleased = 81,
    SuppressionKeyRotated = 82,
    KeysExported = 83,
    BackupMade = 84,
    Verified = 85,
    JobRun = 86,
    AuditViewed = 87,
    AuditExported = 88,

    /// <summary>A verb of the command line that works on the data folder; the details name it, never what was typed after it.</summary>
    VerbRun = 89,

    SignedIn = 100,
    SignInRefused = 101,
    SignedOut = 102,
    AccountAdded = 103,
    AccountRolesChanged = 104,
    AccountReset = 105,
    AccountDisabled = 106,
    ConfidentialityAccepted = 107,
    PasswordChanged = 108,
    PasskeyAdded = 109,
    PasskeyRemoved = 110,
    SecondFactorTurnedOn = 111,
    SecondFactorTurnedOff = 112,
    RecoveryCodesMade = 113,

    /// <summary>Sessions of an account were ended from elsewhere; the details say how many.</summary>
    SessionsEnded = 114,

    /// <summary>A whole contact: person, source, permission and opt-ins in one act.</summary>
    ContactLogged = 120,
    NoticeRecorded = 121,

    /// <summary>A contact that was logged by mistake.</summary>
    ContactTakenBack = 122,

    /// <summary>The privacy officer approved how a source asks, so that a yes in its files counts; the details say for which topic, under which policy version.</summary>
    OptInsApproved = 128,

    /// <summary>The details say what had been approved.</summary>
    OptInApprovalWithdrawn = 129,

    /// <summary>Unclear refusals were answered; the details say how many, and whether they were refusals.</summary>
    DoubtsAnswered = 130,

    /// <summary>A page of the unclear refusals was looked at, or of the people behind one; the details say how many.</summary>
    DoubtsViewed = 131,
}
