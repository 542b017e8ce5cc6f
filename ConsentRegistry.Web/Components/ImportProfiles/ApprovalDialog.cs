using ConsentRegistry.Core;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components.Parts;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace ConsentRegistry.Web.Components.ImportProfiles;

/// <summary>
/// A dialog in which the DPO decides on the opt-ins of a source. No <see cref="RecordingDialog"/>: what was approved is proved by the audit
/// trail, so that the use case writes it, with the change or not at all.
/// </summary>
public abstract class ApprovalDialog : ComponentBase
{
    [Inject]
    private CurrentOperator Operator { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private IStringLocalizer<RefusalTexts> RefusalWords { get; set; } = null!;

    protected bool Busy { get; private set; }

    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>Runs the use case, given the operator's id, and closes; or stays open and shows why nothing was done.</summary>
    protected async Task DecideAsync(Func<string, Task<Outcome<Guid>>> useCase)
    {
        if (Busy)
        {
            return;
        }

        (Busy, Refusals) = (true, []);
        try
        {
            var outcome = await useCase(await Operator.AllowedAsync(Policies.GuardPrivacy));
            if (outcome.IsDone)
            {
                Dialogs.Close(new ApprovalChanged());
                return;
            }

            Refusals = [RefusalWords[outcome.Refusal.Value.ToString()]];
        }
        catch (Exception problem) when (StorageFailure.Is(problem))
        {
            Refusals = [RefusalWords["NotStored"]];
        }
        catch (UnauthorizedAccessException)
        {
            Refusals = [RefusalWords["NotAllowed"]];
        }

        Busy = false;
    }
}
