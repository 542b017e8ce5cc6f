using System.Globalization;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Components.Shared.Drafts;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Web.Components.Shared.Forms;

/// <summary>What forms that record something have in common: one use case, once, its line in the audit trail, and the end of what was typed.</summary>
public abstract class RecordingForm : ActingForm
{
    private bool recorded;

    [Inject]
    private AuditTrail Audit { get; set; } = null!;

    /// <summary>While the answer is awaited, or a file comes in, the form cannot be sent.</summary>
    protected override bool Busy => base.Busy || ReadingFile;

    protected override bool IsOver => recorded;

    /// <summary>The form goes once it was sent: a second press on its way to it must not do the act again.</summary>
    protected virtual bool RunsOnce => false;

    protected bool ReadingFile { get; set; }

    /// <summary>Where the form has one, it forgets what was typed as soon as it is recorded.</summary>
    protected AutoSave? Draft { get; set; }

    // Unless the act itself was done, nothing was stored: the journal comes first (RecordBar), and a transaction is whole or not at all.
    private protected override string StorageFailed => recorded ? "StoredNotAudited" : base.StorageFailed;

    /// <summary>Runs the use case, or shows why it did nothing.</summary>
    /// <param name="policy">What the operator must be allowed to do.</param>
    /// <param name="action">What the audit trail calls it.</param>
    /// <param name="useCase">Given the operator's id.</param>
    /// <param name="subject">The id of what it was about, from what was done; null where there is none.</param>
    /// <param name="done">What follows when it was done.</param>
    protected Task RunAsync<T>(string policy, AuditAction action, Func<string, Task<Result<T>>> useCase, Func<T, Guid?> subject, Action<T> done) => ActAsync(
        policy,
        useCase,
        async (by, what) =>
        {
            // From here on nothing may lead to the act being done again: not what was typed, and not this button.
            recorded = true;
            if (Draft is not null)
            {
                await Draft.ForgetAsync();
            }

            // Afterwards, so that no refused attempt stands there as an act; the ledger has the act with its operator already.
            await Audit.RecordAsync(by, action, subject(what));
            recorded = RunsOnce;
            done(what);
        },
        async refusal =>
        {
            if (refusal == Refusal.AlreadyRecorded)
            {
                // The same form in another window was quicker: nothing of it is unfinished any more.
                recorded = true;
                await (Draft?.ForgetAsync() ?? Task.CompletedTask);
            }

            await RefusedAsync(refusal);
        });

    /// <summary>A search for people within a form is a look like any other.</summary>
    protected async Task SearchedAsync(int found) => await Audit.RecordAsync(
        await OperatorAsync(), AuditAction.PeopleSearched, details: new Dictionary<string, string> { ["found"] = found.ToString(CultureInfo.InvariantCulture) });

    /// <summary>For a form that can say more about a refusal than its sentence.</summary>
    protected virtual Task RefusedAsync(Refusal refusal) => Task.CompletedTask;
}
