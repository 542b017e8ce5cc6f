using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Imports.Steps;

/// <summary>A step in which something about an upload is settled. It is kept with every choice, so that leaving the page loses nothing.</summary>
public abstract class UploadStep : ComponentBase
{
    private Task last = Task.CompletedTask;
    private int waiting;

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

    /// <summary>While something is being kept; the fields stay open meanwhile, so that focus and further choices are not lost.</summary>
    protected bool Busy => waiting > 0;

    protected IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>Columns that may be settled.</summary>
    protected IEnumerable<UploadedColumn> Columns => File.Columns.Where(column => !column.IsSensitive);

    /// <summary>What each of them holds, as chosen.</summary>
    protected Dictionary<string, ImportField?> Fields { get; private set; } = [];

    protected override void OnParametersSet() => Fields = Columns.ToDictionary(column => column.Key, column => column.Field);

    /// <summary>Keeps a choice once those before it are kept, so that it is made upon what they left.</summary>
    protected Task KeepAsync(Func<Task<Result<Guid>>> settle) => last = KeepAfterAsync(last, settle);

    private async Task KeepAfterAsync(Task before, Func<Task<Result<Guid>>> settle)
    {
        waiting++;
        try
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            Refusals = [];
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
            waiting--;
        }
    }
}
