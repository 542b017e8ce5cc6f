using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Imports.Steps;

/// <summary>
/// Keeps what is settled about an upload with every choice, so that leaving the page loses nothing. Each step is given one of its own (a
/// transient service).
/// </summary>
public sealed class UploadChoices(CurrentOperator currentOperator, IStringLocalizer<RefusalTexts> texts)
{
    private Task last = Task.CompletedTask;
    private int waiting;

    /// <summary>While something is being kept; the fields stay open meanwhile, so that focus and further choices are not lost.</summary>
    public bool Busy => waiting > 0;

    /// <summary>Why the last choice was not kept.</summary>
    public IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>Keeps a choice once those before it are kept, so that it is made upon what they left.</summary>
    /// <param name="changed">Told afterwards: the page reads the upload again.</param>
    public Task KeepAsync(Func<Task<Result<Guid>>> settle, EventCallback changed) => last = KeepAfterAsync(last, settle, changed);

    private async Task KeepAfterAsync(Task before, Func<Task<Result<Guid>>> settle, EventCallback changed)
    {
        waiting++;
        try
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            Refusals = [];
            await currentOperator.AllowedAsync(Policies.Import);
            var outcome = await settle();
            if (outcome.Refusal is { } refusal)
            {
                Refusals = [texts[refusal.ToString()]];
            }

            await changed.InvokeAsync();
        }
        catch (UnauthorizedAccessException)
        {
            Refusals = [texts["NotAllowed"]];
        }
        finally
        {
            waiting--;
        }
    }
}
