namespace ConsentRegistry.Core.Results;

/// <summary>Why a use case did nothing. Each has a sentence for people in nl, fr and en; exceptions are for surprises.</summary>
public enum Refusal
{
    /// <summary>The address is neither an e-mail address nor a phone number that can exist.</summary>
    AddressUnreadable = 1,

    /// <summary>Nobody has this id or address.</summary>
    PersonNotFound = 2,

    /// <summary>Two or more people have the address: say which one by id.</summary>
    SeveralPeople = 3,

    /// <summary>Somebody with this address is in the registry already.</summary>
    KnownPerson = 4,

    /// <summary>A person needs a name, and at least one usable address.</summary>
    NameMissing = 5,
    NoContactPoint = 6,

    /// <summary>Source and collection moment are mandatory (P-04…17).</summary>
    SourceMissing = 7,

    /// <summary>The instant or day lies in the future.</summary>
    InFuture = 8,

    /// <summary>Another window changed the record since it was shown.</summary>
    ChangedMeanwhile = 9,

    /// <summary>A person cannot be merged with itself.</summary>
    SamePerson = 10,

    /// <summary>From a referral or a company's site no contact permission arises (N-4).</summary>
    SourceGivesNoPermission = 11,

    /// <summary>A permission is for candidates only (RULES 1).</summary>
    NotACandidate = 12,

    /// <summary>A reason must be written down.</summary>
    ReasonMissing = 13,

    /// <summary>It stands so already.</summary>
    NothingToChange = 14,

    /// <summary>The person has no address for this channel, so that an opt-in cannot be bound (N-5).</summary>
    NoAddressForChannel = 15,

    /// <summary>An entry like this is not there.</summary>
    EntryNotFound = 16,

    /// <summary>The language must be nl, fr or en.</summary>
    LanguageUnknown = 17,

    /// <summary>The field does not exist or the value does not fit it.</summary>
    FieldInvalid = 18,

    CampaignNotFound = 19,

    /// <summary>The campaign has started: its content can no longer be changed.</summary>
    CampaignUnderWay = 20,

    /// <summary>The campaign does not run, so that it cannot be paused, resumed or called off.</summary>
    CampaignNotRunning = 21,

    /// <summary>The instant lies in the past.</summary>
    InPast = 22,

    /// <summary>Sending is locked until the DPO releases it.</summary>
    SendingLocked = 23,

    /// <summary>The opt-out journal is not whole: before it is repaired, nobody can say that no opt-out is missing.</summary>
    JournalDamaged = 90,

    /// <summary>Mail by SMTP needs <c>Public:BaseUrl</c> to be https, because every mail has a link back to it.</summary>
    BaseUrlNotHttps = 24,

    /// <summary>Only campaigns by telephone and by post have a list: e-mail is sent, text messages are only checked.</summary>
    ListNotForChannel = 25,

    /// <summary>No import profile has this name.</summary>
    ProfileNotFound = 26,

    /// <summary>A client or supplier does not come from an answer to an advertisement or from a CV (RULES 1).</summary>
    SourceDoesNotFit = 27,

    ImportNotFound = 28,

    /// <summary>The import is still open, or it was taken back before.</summary>
    ImportNotClosed = 29,

    /// <summary>The same form was recorded before, from another window or by a press that went unanswered.</summary>
    AlreadyRecorded = 46,

    /// <summary>The import profile was saved anew since it was shown.</summary>
    ProfileChanged = 47,

    /// <summary>The import was begun already, so that nothing about it can be settled, begun or thrown away any more.</summary>
    ImportUnderWay = 50,

    /// <summary>The import does not run (any more): there is nothing to stop.</summary>
    ImportNotRunning = 48,

    /// <summary>The import was stopped before it came to its end.</summary>
    ImportStopped = 49,

    /// <summary>No column of the file holds an e-mail address or a number.</summary>
    ContactColumnMissing = 51,

    /// <summary>Two columns are said to hold the same field.</summary>
    ColumnTwice = 52,

    /// <summary>The file has no such column, or none with addresses.</summary>
    ColumnNotFound = 30,

    /// <summary>The file is empty, or no list at all: a document, a web page, a picture.</summary>
    FileUnreadable = 31,

    /// <summary>A contact point of the person cannot be read, so that no suppression could be kept for it.</summary>
    ContactPointDamaged = 32,

    /// <summary>A project offer names the project that it is about (rule G-16).</summary>
    OfferMissing = 33,

    /// <summary>A project offer says why it fits: for everybody, or by the skills that people match (rule G-16).</summary>
    MatchReasonMissing = 34,

    /// <summary>Another campaign has this name.</summary>
    CampaignNameTaken = 35,

    /// <summary>A message in somebody's own application, contract or case is no campaign.</summary>
    KindNoCampaign = 36,

    /// <summary>There is nothing to export yet: the addressees are not gathered, or not all decided.</summary>
    CampaignNotReady = 37,

    /// <summary>Only a planned campaign has a start that can be taken back.</summary>
    CampaignNotPlanned = 60,

    /// <summary>It is known what came of this delivery: there is nothing to settle.</summary>
    DeliveryNotUnknown = 66,

    /// <summary>Another saved audience has this name.</summary>
    AudienceNameTaken = 67,

    /// <summary>The saved audience was deleted.</summary>
    AudienceNotFound = 68,

    /// <summary>The operator's account has no usable mail address of its own.</summary>
    OwnMailboxMissing = 61,

    /// <summary>The holder of the operator's own mailbox said no to such messages: that counts for a test too.</summary>
    TestMailBarred = 62,

    /// <summary>As many test mails as one operator may have within an hour.</summary>
    TooManyTestMails = 63,

    /// <summary>Only campaigns by e-mail have a mail to look at.</summary>
    TestMailNotForChannel = 64,

    /// <summary>Whether the holder of the operator's own mailbox said no could not be found out; nothing goes until it can.</summary>
    TestMailUndetermined = 65,

    /// <summary>There never was a doubt of this id.</summary>
    DoubtNotFound = 70,

    /// <summary>Somebody answered it already.</summary>
    DoubtAnswered = 71,

    /// <summary>The data of the person whom it was about were erased since.</summary>
    DoubtErased = 72,

    /// <summary>Doubts that the import opened are open: without its people nobody could tell any more whether they said no.</summary>
    DoubtsOpen = 73,

    /// <summary>The workbook has no sheet of this name; a file that is no workbook has none at all.</summary>
    SheetNotFound = 80,

    /// <summary>The workbook is encrypted with a password.</summary>
    WorkbookProtected = 81,

    /// <summary>The file begins like a workbook and cannot be read as one.</summary>
    WorkbookDamaged = 82,

    /// <summary>No sheet of the workbook has a value in it.</summary>
    WorkbookEmpty = 83,

    /// <summary>The workbook unpacks to more than any list has.</summary>
    WorkbookTooLarge = 84,

    /// <summary>There is no row under the column names.</summary>
    RowsMissing = 85,

    /// <summary>A colleague recorded it: only they, or the privacy officer, can take it back.</summary>
    EntryOfOthers = 100,

    /// <summary>What was recorded can be taken back for a few minutes only.</summary>
    TooLateToTakeBack = 101,

    /// <summary>Something else happened to the person since, so that it cannot be taken back any more.</summary>
    HappenedSince = 102,

    /// <summary>Some of many are done; what the storage refused stays as it was.</summary>
    DoneInPart = 103,
}
