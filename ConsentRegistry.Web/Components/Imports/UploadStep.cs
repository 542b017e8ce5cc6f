using ConsentRegistry.Core;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Imports;

/// <summary>A step in which something about an upload is settled. It is kept with every choice, so that leaving the page loses nothing.</summary>
public abstract class UploadStep : ComponentBase
{
    [Parameter, EditorRequired]
    public ImportRun Run { get; set; } = null!;

    [Parameter, EditorRequired]
    public UploadedFile File { get; set; } = null!;

    /// <summary>Told when something was settled: the page reads the upload again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private CurrentOperator Operator { get; set; } = null!;

    [Inject]
    private IStringLocalizer<RefusalTexts> RefusalWords { get; set; } = null!;

    protected bool Busy { get; private set; }

    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>Columns that may be settled.</summary>
    protected IEnumerable<UploadedColumn> Columns => File.Columns.Where(column => !column.IsSensitive);

    /// <summary>What each of them holds, as chosen.</summary>
    protected Dictionary<string, ImportField?> Fields { get; private set; } = [];

    protected override void OnParametersSet() => Fields = Columns.ToDictionary(column => column.Key, column => column.Field);

    protected async Task KeepAsync(Func<Task<Outcome<Guid>>> settle)
    {
        if (Busy)
        {
            return;
        }

        (Busy, Refusals) = (true, []);
        try
        {
            await Operator.AllowedAsync(Policies.Import);
            var outcome = await settle();
            if (outcome.Refusal is { } refusal)
            {
                Refusals = [RefusalWords[refusal.ToString()]];
            }

            await Changed.InvokeAsync();
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
