using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>What the refusals of use cases are called on the command line.</summary>
internal static class VerbRefusals
{
    /// <summary>The value of an outcome.</summary>
    /// <exception cref="VerbRefusedException">The use case refused.</exception>
    public static T OrRefuse<T>(this Result<T> outcome) => outcome.IsDone ? outcome.Value : throw For(outcome.Refusal.Value);

    public static VerbRefusedException For(Refusal refusal) => new(SentenceOf(refusal));

    private static string SentenceOf(Refusal refusal) => refusal switch
    {
        Refusal.AddressUnreadable => "This is neither an e-mail address nor a phone number that can exist.",
        Refusal.PersonNotFound => "Nobody in the registry has this id or address.",
        Refusal.SeveralPeople => "Several people have this address: name the person by id.",
        Refusal.KnownPerson => "Somebody with this address is already in the registry.",
        Refusal.NameMissing => "A name is missing.",
        Refusal.NoContactPoint => "A person needs at least one usable address.",
        Refusal.SourceMissing => "The source and the moment of collection are missing.",
        Refusal.InFuture => "This instant is in the future.",
        Refusal.ChangedMeanwhile => "Somebody else has changed the record: try again.",
        Refusal.SamePerson => "Both are the same person.",
        Refusal.SourceGivesNoPermission => "This source gives no contact permission.",
        Refusal.NotACandidate => "Only a candidate can give a contact permission.",
        Refusal.ReasonMissing => "A reason is needed.",
        Refusal.NothingToChange => "It already is so.",
        Refusal.NoAddressForChannel => "The person has no address for this channel.",
        Refusal.EntryNotFound => "There is no such entry.",
        Refusal.LanguageUnknown => "The language must be nl, fr or en.",
        Refusal.FieldInvalid => "The field does not exist, or the value does not fit it.",
        Refusal.CampaignNotFound => "There is no such campaign.",
        Refusal.CampaignUnderWay => "The campaign has started: its content can no longer be changed.",
        Refusal.CampaignNotRunning => "The campaign is not running.",
        Refusal.InPast => "This instant has passed already.",
        Refusal.JournalDamaged => $"The opt-out journal is damaged: run \"{RepairJournalVerb.Word}\" first.",
        Refusal.SendingLocked => $"Sending is locked: {LockedSending.WayOut}.",
        Refusal.BaseUrlNotHttps => "Mail by SMTP needs Public:BaseUrl to be https, because every mail links back to it.",
        Refusal.ListNotForChannel => "Only campaigns by telephone and by post have a list.",
        Refusal.ProfileNotFound => "There is no import profile with this name.",
        Refusal.ProfileChanged => "Somebody has saved this import profile again.",
        Refusal.SourceDoesNotFit => "A client or supplier does not come from a response to an ad or from a CV.",
        Refusal.ImportNotFound => "There is no such import.",
        Refusal.ImportNotClosed => "The import is still open, or it was already undone.",
        Refusal.AlreadyRecorded => "This has already been recorded.",
        Refusal.ImportUnderWay => "The import was already started.",
        Refusal.ImportNotRunning => "The import does not run.",
        Refusal.ImportStopped => "The import was stopped. What it had stored stays: the same file given again goes on from there, and the page Imports can take it back.",
        Refusal.ContactColumnMissing => "No column of the file holds an e-mail address or a telephone number.",
        Refusal.ColumnTwice => "Two columns are said to hold the same field.",
        Refusal.ColumnNotFound => "The file has no such column, or none with addresses.",
        Refusal.ContactPointDamaged => "An address of this person cannot be read, so no refusal could be kept for it: 'verify' names it. Restore a backup, or remove the contact point first.",
        Refusal.FileUnreadable => "The file is empty, or it is not a list but a document, a web page or a picture.",
        Refusal.SheetNotFound => "The file has no sheet of this name; only a workbook (.xlsx, .xls) has sheets.",
        Refusal.WorkbookProtected => "The workbook is protected with a password: open it, remove the password and save it again.",
        Refusal.WorkbookDamaged => "The workbook is damaged: it begins like one and cannot be read. Open it in the program it is of, save it again, or export it anew.",
        Refusal.WorkbookEmpty => "No sheet of the workbook has anything in it.",
        Refusal.WorkbookTooLarge => "Unpacked, the workbook is larger than any list, and it was not read. Save the sheet you need as CSV.",
        Refusal.RowsMissing => "There is no row under the column names.",
        Refusal.EntryOfOthers => "A colleague recorded this: only that colleague or the privacy officer can undo it.",
        Refusal.TooLateToTakeBack => "This can only be undone for ten minutes.",
        Refusal.HappenedSince => "Something else has happened to the person since: this can no longer be undone.",
        Refusal.OfferMissing => "A project offer needs the reference of its project (--offer): without it only people with an opt-in may get it.",
        Refusal.MatchReasonMissing => "A project offer must say why it fits: give the reason (--match), or choose people by skill (--skill). Without it only people with an opt-in may get it.",
        Refusal.CampaignNameTaken => "Another campaign has this name.",
        Refusal.KindNoCampaign => "A message in somebody's own application, contract or case cannot be a campaign: it goes to that person alone.",
        Refusal.CampaignNotReady => "Not ready yet: not everybody has been decided on.",
        Refusal.CampaignNotPlanned => "The campaign is not scheduled: there is nothing to unschedule.",
        Refusal.AudienceNameTaken => "Another saved audience has this name.",
        Refusal.AudienceNotFound => "There is no such saved audience.",
        Refusal.DeliveryNotUnknown => "What became of this message is known: there is nothing to settle.",
        Refusal.DoneInPart => "Part of it is done; the storage refused the rest, which stays as it was. Try again.",
        Refusal.OwnMailboxMissing => "This account has no usable e-mail address.",
        Refusal.TestMailUndetermined => "It could not be found out whether the account's own address is closed to such messages.",
        Refusal.TestMailBarred => "The account's own address is closed to such messages.",
        Refusal.TooManyTestMails => "Ten test mails went to this account within an hour.",
        Refusal.TestMailNotForChannel => "Only a campaign by e-mail has a mail to test.",
        Refusal.DoubtNotFound => "There is no unclear refusal with this id.",
        Refusal.DoubtAnswered => "This unclear refusal has already been answered.",
        Refusal.DoubtErased => "The data of this person has been erased, and with it the question.",
        Refusal.DoubtsOpen => "Unclear refusals of this file are open: answer them first ('doubts'), then undo the import.",
        _ => $"Refused: {refusal}.",
    };
}
