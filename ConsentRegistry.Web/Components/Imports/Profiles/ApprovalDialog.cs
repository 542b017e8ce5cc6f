using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ConsentRegistry.Web.Components.Imports.Profiles;

/// <summary>
/// A dialog in which the DPO decides on the opt-ins of a source. No <see cref="RecordingDialog"/>: what was approved is proved by the audit
/// trail, so that the use case writes it, with the change or not at all.
/// </summary>
public abstract class ApprovalDialog : ActingForm
{
    private bool decided;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    protected override bool IsOver => decided;

    /// <summary>Runs the use case, given the operator's id, and closes; or stays open and shows why nothing was done.</summary>
    protected Task DecideAsync(Func<string, Task<Result<Guid>>> useCase) => ActAsync(
        Policies.GuardPrivacy,
        useCase,
        (_, _) =>
        {
            decided = true;
            Dialogs.Close(new ApprovalChanged());
            return Task.CompletedTask;
        },
        _ => Task.CompletedTask);
}
