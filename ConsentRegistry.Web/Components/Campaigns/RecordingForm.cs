using ConsentRegistry.Core;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Campaigns;

/// <summary>A form on a page that calls one use case, once, and shows its refusal as a sentence.</summary>
public abstract class RecordingForm : ComponentBase
{
    [Inject]
    private CurrentOperator Operator { get; set; } = null!;

    [Inject]
    private IStringLocalizer<RefusalTexts> RefusalWords { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CampaignTexts> CampaignWords { get; set; } = null!;

    protected bool Busy { get; private set; }

    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    protected void Refuse(IReadOnlyList<string> sentences) => Refusals = sentences;

    /// <summary>Runs the use case as the operator who may.</summary>
    /// <param name="policy">What the operator must be allowed to do.</param>
    /// <param name="useCase">Given the operator's id.</param>
    /// <param name="done">Given what it did.</param>
    protected async Task RecordAsync<T>(string policy, Func<string, Task<Outcome<T>>> useCase, Func<T, Task> done)
    {
        if (Busy)
        {
            return;
        }

        Busy = true;
        Refusals = [];
        try
        {
            var outcome = await useCase(await Operator.AllowedAsync(policy));
            if (outcome.IsDone)
            {
                await done(outcome.Value);
            }
            else
            {
                Refusals = [outcome.Refusal == Refusal.ChangedMeanwhile ? CampaignWords["ChangedMeanwhile"] : RefusalWords[outcome.Refusal.Value.ToString()]];
            }
        }
        catch (UnauthorizedAccessException)
        {
            Refusals = [RefusalWords["NotAllowed"]];
        }
        finally
        {
            Busy = false;
        }
    }
}
