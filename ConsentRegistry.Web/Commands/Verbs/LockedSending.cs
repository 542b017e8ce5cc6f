using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary>What verbs that speak of sending say while nothing is handed over at all.</summary>
internal static class LockedSending
{
    /// <summary>Where the lock is released; ends a sentence.</summary>
    public const string WayOut = "the privacy officer releases it in the web application, or with \"" + UnlockSendingVerb.Word + " --reason TEXT\"";

    /// <summary>Why sending is locked, as a word for scripts; null when it is not.</summary>
    public static string? ReasonOf(VerbContext context) => context.Services.GetRequiredService<SendingLock>().Reason;

    /// <summary>Says that sending is locked, why, and what to do; nothing when it is not.</summary>
    public static async Task SayAsync(VerbContext context)
    {
        foreach (var reason in context.Services.GetRequiredService<SendingLock>().Reasons)
        {
            await context.SayAsync($"Sending is locked, nothing is handed over: {Because(reason)}. {Before(reason)}; then {WayOut}.");
        }
    }

    private static string Because(string reason) => reason switch
    {
        SendingLock.JournalLost => "the opt-out journal ends before what the database has taken from it, so lines of it were lost",
        SendingLock.JournalReplaced => "the opt-out journal is another one than the database has followed, so lines of it were lost or exchanged",
        SendingLock.JournalDamaged => "lines of the opt-out journal, or a copy of it, are not as they were written",
        SendingLock.Restored => "the database is older than the one that was last at work here",
        _ => reason,
    };

    private static string Before(string reason) => reason switch
    {
        SendingLock.JournalDamaged => $"Opt-outs may be missing: run \"{RepairJournalVerb.Word}\" and enter what it could not save again",
        SendingLock.Restored => "Opt-outs came back from the journal, other things did not: look through the campaigns, whose messages may have gone out, and enter again what was recorded since",
        _ => "Opt-outs may be missing: enter them again",
    };
}
