using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Account.SigningIn;
using ConsentRegistry.Web.Components.Shared.Drafts;
using ConsentRegistry.Web.Localisation;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Shared.Forms;

/// <summary>
/// What happens when a form is sent: one act at a time, by an operator who may, its line in the audit trail, the end of what was typed, and
/// whatever stands in the way as a sentence. Each form is given one of its own (a transient service) and shows what stands here.
/// </summary>
public sealed class FormSubmission(CurrentOperator currentOperator, OperatorProof proofs, AuditTrail audit, IStringLocalizer<RefusalTexts> texts)
{
    private bool running;

    /// <summary>While the answer is awaited, or a file comes in, the form cannot be sent, nor once it is over.</summary>
    public bool Busy => running || ReadingFile || IsOver;

    /// <summary>The act was done: a second press on its way must not do it again.</summary>
    public bool IsOver { get; private set; }

    /// <summary>A file that belongs to the form comes in.</summary>
    public bool ReadingFile { get; set; }

    /// <summary>Where the form has one, it forgets what was typed as soon as it is recorded.</summary>
    public AutoSave? Draft { get; set; }

    /// <summary>Why nothing was done. A form that can say more about a refusal puts its own sentences here.</summary>
    public IReadOnlyList<string> Refusals { get; set; } = [];

    /// <summary>What its operator typed to prove once more who they are; null where the form does not ask for it.</summary>
    public string? Proof { get; set; }

    /// <summary>The form asks: without the password or a code nothing is done.</summary>
    public void AskForProof() => Proof ??= "";

    /// <summary>Nothing more can be sent, as the form goes.</summary>
    public void End() => IsOver = true;

    /// <summary>Runs a use case and records it, or shows why it did nothing; then the form can be sent again.</summary>
    /// <param name="policy">What the operator must be allowed to do.</param>
    /// <param name="action">What the audit trail calls it.</param>
    /// <param name="subject">The id of what it was about, from what was done; null where there is none.</param>
    /// <param name="useCase">Given the operator's id.</param>
    /// <param name="done">What follows when it was done.</param>
    /// <param name="refused">What follows when it was not; its sentence is shown already.</param>
    public Task RecordAsync<T>(
        string policy,
        AuditAction action,
        Func<T, Guid?> subject,
        Func<string, Task<Result<T>>> useCase,
        Action<T> done,
        Func<Refusal, Task>? refused = null) =>
        // Recorded afterwards, so that no refused attempt stands there as an act; the ledger has the act with its operator already.
        RunAsync(policy, useCase, (by, result) => audit.RecordAsync(by, action, subject(result)), done, refused);

    /// <summary>The same for a use case that writes its own line in the audit trail.</summary>
    /// <inheritdoc cref="RecordAsync"/>
    public Task ActAsync<T>(string policy, Func<string, Task<Result<T>>> useCase, Action<T> done, Func<Refusal, Task>? refused = null) =>
        RunAsync(policy, useCase, (_, _) => Task.CompletedTask, done, refused);

    /// <summary>Runs an act that says itself what stands in its way; nothing while one runs, or once the form is over.</summary>
    /// <param name="policy">What the operator must be allowed to do.</param>
    /// <param name="act">Given the operator's id.</param>
    public async Task RunAsync(string policy, Func<string, Task> act)
    {
        if (running || ReadingFile || IsOver)
        {
            return;
        }

        running = true;
        Refusals = [];
        try
        {
            var by = await currentOperator.AllowedAsync(policy);
            if (!await IsProvenAsync(by))
            {
                Refusals = [texts["NotProven"]];
                return;
            }

            await act(by);
        }
        catch (Exception problem) when (StorageFailure.Is(problem))
        {
            // Unless the act itself was done, nothing was stored: the journal comes first (RecordBar), and a transaction is whole or not
            // at all.
            Refusals = [texts[IsOver ? "StoredNotAudited" : "NotStored"]];
        }
        catch (UnauthorizedAccessException)
        {
            Refusals = [texts["NotAllowed"]];
        }
        finally
        {
            running = false;
        }
    }

    private Task RunAsync<T>(
        string policy, Func<string, Task<Result<T>>> useCase, Func<string, T, Task> record, Action<T> done, Func<Refusal, Task>? refused) =>
        RunAsync(policy, async by =>
        {
            var outcome = await useCase(by);
            if (!outcome.IsDone)
            {
                await RefuseAsync(outcome.Refusal.Value, refused);
                return;
            }

            // From here on nothing may lead to the act being done again: not what was typed, and not this button.
            await EndWithDraftAsync();
            await record(by, outcome.Value);
            IsOver = false;
            done(outcome.Value);
        });

    // What was typed counts for one sending: a code would not count twice anyway.
    private async Task<bool> IsProvenAsync(string by)
    {
        if (Proof is not { } typed)
        {
            return true;
        }

        Proof = "";
        return await proofs.IsRightAsync(by, typed);
    }

    private async Task RefuseAsync(Refusal refusal, Func<Refusal, Task>? refused)
    {
        Refusals = [texts[refusal.ToString()]];
        if (refusal == Refusal.AlreadyRecorded)
        {
            // The same form in another window was quicker: nothing of it is unfinished any more.
            await EndWithDraftAsync();
        }

        if (refused is not null)
        {
            await refused(refusal);
        }
    }

    private async Task EndWithDraftAsync()
    {
        End();
        if (Draft is not null)
        {
            await Draft.ForgetAsync();
        }
    }
}
