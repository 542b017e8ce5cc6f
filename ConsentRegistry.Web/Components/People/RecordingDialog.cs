using ConsentRegistry.Core;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace ConsentRegistry.Web.Components.People;

/// <summary>What the dialogs of this folder have in common: one use case, once, and its refusal as a sentence.</summary>
public abstract class RecordingDialog : ComponentBase
{
    [Inject]
    protected DialogService Dialogs { get; set; } = null!;

    [Inject]
    private CurrentOperator Operator { get; set; } = null!;

    [Inject]
    private IStringLocalizer<RefusalTexts> RefusalWords { get; set; } = null!;

    /// <summary>While the answer is awaited, or a file comes in, the form cannot be sent.</summary>
    protected bool Busy => running || ReadingFile;

    protected bool ReadingFile { get; set; }

    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    private bool running;

    /// <summary>Runs the use case as the operator who may; closes the dialog with what it did, or shows why it did nothing.</summary>
    /// <param name="policy">What the operator must be allowed to do.</param>
    /// <param name="useCase">Given the operator's id.</param>
    /// <param name="result">What the dialog closes with.</param>
    protected async Task RecordAsync<T>(string policy, Func<string, Task<Outcome<T>>> useCase, Func<T, object> result)
    {
        if (running)
        {
            return;
        }

        running = true;
        Refusals = [];
        try
        {
            var outcome = await useCase(await Operator.AllowedAsync(policy));
            if (outcome.IsDone)
            {
                Dialogs.Close(result(outcome.Value));
                return;
            }

            Refusals = [RefusalWords[outcome.Refusal.Value.ToString()]];
            await RefusedAsync(outcome.Refusal.Value);
        }
        catch (IOException)
        {
            // The journal could not be written: nothing holds and nothing was stored (RecordBar).
            Refusals = [RefusalWords["NotStored"]];
        }
        catch (UnauthorizedAccessException)
        {
            Refusals = [RefusalWords["NotAllowed"]];
        }
        finally
        {
            running = false;
        }
    }

    /// <summary>For a dialog that can say more about a refusal than its sentence.</summary>
    protected virtual Task RefusedAsync(Refusal refusal) => Task.CompletedTask;
}
