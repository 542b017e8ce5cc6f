using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Shared.Forms;

/// <summary>
/// A form that acts: one use case at a time, by an operator who may, and whatever stands in its way as a sentence. It leaves the audit trail to
/// whoever inherits it (<see cref="RecordingForm"/>), or to a use case that writes it itself.
/// </summary>
public abstract class ActingForm : ComponentBase
{
    private bool running;

    [Inject]
    private CurrentOperator Operator { get; set; } = null!;

    [Inject]
    private IStringLocalizer<RefusalTexts> RefusalWords { get; set; } = null!;

    /// <summary>While the answer is awaited the form cannot be sent, nor once it is over.</summary>
    protected virtual bool Busy => running || IsOver;

    /// <summary>The act was done: a second press on its way must not do it again.</summary>
    protected virtual bool IsOver => false;

    protected IReadOnlyList<string> Refusals { get; set; } = [];

    /// <summary>What a storage that failed left behind, as a key of the refusals.</summary>
    private protected virtual string StorageFailed => "NotStored";

    /// <summary>Runs the use case, or shows why it did nothing.</summary>
    /// <param name="policy">What the operator must be allowed to do.</param>
    /// <param name="useCase">Given the operator's id.</param>
    /// <param name="done">What follows when it was done, given that id too.</param>
    /// <param name="refused">What follows when it was not; its sentence is shown already.</param>
    private protected async Task ActAsync<T>(string policy, Func<string, Task<Result<T>>> useCase, Func<string, T, Task> done, Func<Refusal, Task> refused)
    {
        if (running || IsOver)
        {
            return;
        }

        running = true;
        Refusals = [];
        try
        {
            var by = await Operator.AllowedAsync(policy);
            var outcome = await useCase(by);
            if (outcome.IsDone)
            {
                await done(by, outcome.Value);
                return;
            }

            Refusals = [RefusalWords[outcome.Refusal.Value.ToString()]];
            await refused(outcome.Refusal.Value);
        }
        catch (Exception problem) when (StorageFailure.Is(problem))
        {
            Refusals = [RefusalWords[StorageFailed]];
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

    /// <summary>The id of the operator, for what needs no more than being signed in.</summary>
    private protected async Task<string> OperatorAsync() => (await Operator.GetAsync()).Id;
}
