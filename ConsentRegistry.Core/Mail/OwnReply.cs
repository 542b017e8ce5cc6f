namespace ConsentRegistry.Core.Mail;

/// <summary>What this program itself says about a hand-over, where no mail server does. Stored by name in place of a server's reply.</summary>
public enum OwnReply
{
    LaidIntoPickupFolder = 1,

    /// <summary>The rename that hands a file over did not succeed.</summary>
    PickupFileNotRenamed = 2,

    /// <summary>Whether the rename reached the disk is not known.</summary>
    PickupFolderNotFlushed = 3,

    /// <summary>A file of this delivery lies there already.</summary>
    PickupFileThereAlready = 4,
    PickupFolderNotWritable = 5,

    /// <summary>For this addressee no mail could be composed.</summary>
    MessageNotWritten = 6,
}
