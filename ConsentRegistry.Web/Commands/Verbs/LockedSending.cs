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
    public static Task SayAsync(VerbContext context) => ReasonOf(context) is { } reason
        ? context.SayAsync($"Sending is locked, nothing is handed over: {Because(reason)}. Opt-outs may be missing: enter them again; then {WayOut}.")
        : Task.CompletedTask;

    private static string Because(string reason) => reason == SendingLock.JournalLost
        ? "the opt-out journal ends before what the database has taken from it, so lines of it were lost"
        : reason;
}
