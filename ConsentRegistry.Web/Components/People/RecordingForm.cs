using ConsentRegistry.Core;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.People;

/// <summary>What the forms of this folder have in common: one use case, once, by an operator who may, and its refusal as a sentence.</summary>
public abstract class RecordingForm : ComponentBase
{
    private bool running;

    [Inject]
    private CurrentOperator Operator { get; set; } = null!;

    [Inject]
    private IStringLocalizer<RefusalTexts> RefusalWords { get; set; } = null!;

    /// <summary>While the answer is awaited, or a file comes in, the form cannot be sent.</summary>
    protected bool Busy => running || ReadingFile;

    protected bool ReadingFile { get; set; }

    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>Runs the use case, or shows why it did nothing.</summary>
    /// <param name="policy">What the operator must be allowed to do.</param>
    /// <param name="useCase">Given the operator's id.</param>
    /// <param name="done">What follows when it was done.</param>
    protected async Task RunAsync<T>(string policy, Func<string, Task<Outcome<T>>> useCase, Action<T> done)
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
                done(outcome.Value);
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

    /// <summary>For a form that can say more about a refusal than its sentence.</summary>
    protected virtual Task RefusedAsync(Refusal refusal) => Task.CompletedTask;
}
