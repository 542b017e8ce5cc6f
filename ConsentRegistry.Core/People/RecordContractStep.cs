using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>A step in what ties a person to us: an application, or a contract (INTERFACES 3, <c>contractLink</c>).</summary>
public enum ContractStep
{
    ApplicationBegun = 1,

    /// <summary>Withdrawn, rejected or hired: nothing is written about it any more (rule G-06).</summary>
    ApplicationClosed = 2,
    ContractBegun = 3,
    ContractEnded = 4,
}

/// <summary>
/// Writes down that an application or a contract of a person began or ended. While one is open, messages on it go out whatever was opted out of
/// (rule G-06, P-50); the end of a contract starts the days in which feedback may be asked (rule G-15).
/// </summary>
public sealed class RecordContractStep(RegistryWriter writer, SuppressionIndex index)
{
    /// <param name="on">The day in Brussels on which it happened; not in the future.</param>
    /// <param name="note">What is worth remembering, encrypted with the event; null for nothing.</param>
    /// <returns>
    /// The person; <see cref="Refusal.InFuture"/>, <see cref="Refusal.FieldInvalid"/> for an end before its beginning, <see cref="Refusal.PersonNotFound"/>, or <see cref="Refusal.NothingToChange"/> when it is open
    /// already, or none is open that could end.
    /// </returns>
    public async Task<Result<Guid>> ExecuteAsync(Guid person, ContractStep step, DateOnly on, string? note, string by, CancellationToken cancellation = default)
    {
        var outcome = await writer.WriteAsync<Result<Guid>>(
            async write =>
            {
                var today = BrusselsTime.DayOf(write.At);
                if (on > today)
                {
                    return Refusal.InFuture;
                }

                if (!await write.Context.People.AnyAsync(each => each.Id == person && each.MergedInto == null))
                {
                    return Refusal.PersonNotFound;
                }

                var standing = Standing.Fold((await PersonHistory.EventsOfAsync(write.Context, [person]))[person]);
                if (!Changes(standing, step))
                {
                    return Refusal.NothingToChange;
                }

                if (BeginningOf(standing, step) is { } begun && on < BrusselsTime.DayOf(begun))
                {
                    return Refusal.FieldInvalid;
                }

                // An earlier day counts from its beginning, so that it never outruns an erasure of that day (rule G-03).
                var at = on == today ? write.At : BrusselsTime.StartOf(on);
                await write.Ledger.AppendAsync(new LedgerDraft(EventOf(step), person, at, write.At, by)
                {
                    ActId = Guid.CreateVersion7(write.At),
                    Payload = new EventPayload { Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim() },
                });
                return person;
            },
            cancellation);
        if (outcome.IsDone)
        {
            index.Touch(person);
        }

        return outcome;
    }

    /// <summary>When that began which the step would end; null for a beginning.</summary>
    public static DateTimeOffset? BeginningOf(Standing standing, ContractStep step) => step switch
    {
        ContractStep.ApplicationClosed => LastOf(standing, LedgerEventType.ApplicationBegun),
        ContractStep.ContractEnded => LastOf(standing, LedgerEventType.ContractBegun),
        _ => null,
    };

    private static DateTimeOffset? LastOf(Standing standing, LedgerEventType type) =>
        standing.OwnActs.Where(act => act.Type == type).Select(act => (DateTimeOffset?)act.At).LastOrDefault();

    private static bool Changes(Standing standing, ContractStep step) => step switch
    {
        ContractStep.ApplicationBegun => !standing.ApplicationOpen,
        ContractStep.ApplicationClosed => standing.ApplicationOpen,
        ContractStep.ContractBegun => !standing.ContractRuns,
        ContractStep.ContractEnded => standing.ContractRuns,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static LedgerEventType EventOf(ContractStep step) => step switch
    {
        ContractStep.ApplicationBegun => LedgerEventType.ApplicationBegun,
        ContractStep.ApplicationClosed => LedgerEventType.ApplicationClosed,
        ContractStep.ContractBegun => LedgerEventType.ContractBegun,
        _ => LedgerEventType.ContractEnded,
    };
}
