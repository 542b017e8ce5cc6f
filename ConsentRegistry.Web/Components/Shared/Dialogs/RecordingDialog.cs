using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentRegistry.Web.Components.Shared.Dialogs;

/// <summary>A form in a dialog, which closes with what was done.</summary>
public abstract class RecordingDialog : RecordingForm
{
    [Inject]
    protected DialogService Dialogs { get; set; } = null!;

    protected override bool RunsOnce => true;

    /// <summary>Runs the use case and closes with <paramref name="result"/>, or stays open and shows why nothing was done.</summary>
    protected Task RecordAsync<T>(string policy, AuditAction action, Guid subject, Func<string, Task<Result<T>>> useCase, Func<T, object> result) =>
        RunAsync(policy, action, useCase, _ => subject, done => Dialogs.Close(result(done)));
}
