using ConsentRegistry.Core.Storage.Folder;
using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Core.Storage.Sqlite;

/// <summary>Tells the failures of disk and database that an administrator can mend from all others.</summary>
public static class SqliteProblems
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int Damaged = 11;
    private const int Full = 13;
    private const int Unopened = 14;
    private const int NoDatabase = 26;

    /// <summary>What happened and what to do, a plain English sentence; null when it is no such failure.</summary>
    /// <param name="problem">What was thrown; the causes it carries are looked at too.</param>
    public static string? SentenceOf(Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            var sentence = cause is SqliteException { SqliteErrorCode: var code } ? SentenceOf(code)
                : FolderOwnershipRefusals.IsDiskFull(cause) ? SentenceOf(Full)
                : null;
            if (sentence is not null)
            {
                return sentence;
            }
        }

        return null;
    }

    private static string? SentenceOf(int code) => code switch
    {
        Full => "The disk is full. Confirmed work is kept, this action is not done: free some space and try again.",
        ReadOnly => "The databases cannot be written: give this account write access to the data folder and try again.",
        Unopened => "A database of the data folder cannot be opened: give this account access to the data folder, or move away the folder that stands in the place of the file.",
        Busy => "Another program holds a database of the data folder: end it and try again.",
        Damaged or NoDatabase => "A database of the data folder is damaged: restore the latest backup; newer opt-outs come back from the journal.",
        _ => null,
    };
}
