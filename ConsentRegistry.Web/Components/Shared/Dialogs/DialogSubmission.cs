using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Components.Shared.Forms;
using MudBlazor;

namespace ConsentRegistry.Web.Components.Shared.Dialogs;

/// <summary>The form of a dialog: it is sent once, and the dialog closes with what was done.</summary>
internal static class DialogSubmission
{
    /// <summary>Runs the use case, records it, and closes with the result; or stays open and shows why nothing was done.</summary>
    /// <inheritdoc cref="FormSubmission.RecordAsync"/>
    public static Task RecordAndCloseAsync<T>(
        this FormSubmission submission,
        IMudDialogInstance dialog,
        string policy,
        AuditAction action,
        Func<T, Guid?> subject,
        Func<string, Task<Result<T>>> useCase,
        Func<T, object> result,
        Func<Refusal, Task>? refused = null) =>
        submission.RecordAsync(policy, action, subject, useCase, done => submission.Close(dialog, result(done)), refused);

    /// <summary>The same where it is known beforehand what the act is about.</summary>
    /// <inheritdoc cref="FormSubmission.RecordAsync"/>
    public static Task RecordAndCloseAsync<T>(
        this FormSubmission submission,
        IMudDialogInstance dialog,
        string policy,
        AuditAction action,
        Guid subject,
        Func<string, Task<Result<T>>> useCase,
        Func<T, object> result,
        Func<Refusal, Task>? refused = null) =>
        submission.RecordAndCloseAsync(dialog, policy, action, _ => subject, useCase, result, refused);

    /// <summary>The same for a use case that writes its own line in the audit trail.</summary>
    /// <inheritdoc cref="FormSubmission.ActAsync"/>
    public static Task ActAndCloseAsync<T>(
        this FormSubmission submission,
        IMudDialogInstance dialog,
        string policy,
        Func<string, Task<Result<T>>> useCase,
        Func<T, object> result) =>
        submission.ActAsync(policy, useCase, done => submission.Close(dialog, result(done)));

    /// <summary>Closes the dialog, whose form cannot be sent any more: a second press may be on its way.</summary>
    public static void Close(this FormSubmission submission, IMudDialogInstance dialog, object result)
    {
        submission.End();
        dialog.Close(DialogResult.Ok(result));
    }
}
