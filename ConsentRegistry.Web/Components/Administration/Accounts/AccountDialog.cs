using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Administration.Accounts;

/// <summary>What the dialogs of this folder have in common: one use case, once, by an operator who may manage accounts at that moment.</summary>
public abstract class AccountDialog<TUseCase> : OwningComponentBase<TUseCase>
    where TUseCase : notnull
{
    [Inject]
    private CurrentOperator Operator { get; set; } = null!;

    [Inject]
    private IStringLocalizer<RefusalTexts> RefusalWords { get; set; } = null!;

    protected bool Busy { get; private set; }

    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>What was refused is being mended: the sentence about it goes.</summary>
    protected void Mended() => Refusals = [];

    /// <summary>Runs the use case, or shows why it did nothing.</summary>
    /// <param name="useCase">Given the operator's id.</param>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> RunAsync(Func<string, Task<IdentityResult>> useCase)
    {
        if (Busy)
        {
            return false;
        }

        Busy = true;
        try
        {
            var result = await useCase(await Operator.AllowedAsync(Policies.ManageAccounts));
            Refusals = result.Sentences();
            return result.Succeeded;
        }
        catch (UnauthorizedAccessException)
        {
            Refusals = [RefusalWords["NotAllowed"]];
            return false;
        }
        finally
        {
            Busy = false;
        }
    }
}
