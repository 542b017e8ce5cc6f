using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>That a person was given the Article 13/14 notice otherwise than by a campaign: in a talk, by letter, in a personal mail.</summary>
/// <param name="Version">The policy version given.</param>
/// <param name="GivenOn">The day, Europe/Brussels.</param>
public sealed record NewNotice(Guid Person, string Version, DateOnly GivenOn)
{
    /// <summary>Names the filled-in form, so that sending it twice records it once; null where nothing can be sent twice.</summary>
    public Guid? Act { get; init; }

    public string? Note { get; init; }

    public Evidence Evidence { get; init; } = Evidence.None;
}

/// <summary>Writes that the notice was given; without one on record the gate blocks (rule G-10).</summary>
public sealed class RecordNotice(RegistryWriter writer, SuppressionIndex index)
{
    /// <returns>The person; <see cref="Refusal.InFuture"/>, <see cref="Refusal.PersonNotFound"/> or <see cref="Refusal.AlreadyRecorded"/>.</returns>
    public async Task<Result<Guid>> ExecuteAsync(NewNotice notice, string by, CancellationToken cancellation = default)
    {
        var outcome = await writer.WriteAsync(write => WriteAsync(write, notice, by), cancellation);
        if (outcome.IsDone)
        {
            index.Touch(notice.Person);
        }

        return outcome;
    }

    private static async Task<Result<Guid>> WriteAsync(RegistryWrite write, NewNotice notice, string by)
    {
        var today = BrusselsTime.DayOf(write.At);
        if (notice.GivenOn > today)
        {
            return Refusal.InFuture;
        }

        if (notice.Act is { } form && await write.Ledger.PersonOfAsync(form) is not null)
        {
            return Refusal.AlreadyRecorded;
        }

        if (!await write.Context.People.AnyAsync(each => each.Id == notice.Person && each.MergedInto == null))
        {
            return Refusal.PersonNotFound;
        }

        var givenAt = notice.GivenOn == today ? write.At : BrusselsTime.StartOf(notice.GivenOn);
        await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.NoticeGiven, notice.Person, givenAt, write.At, by)
        {
            ActId = notice.Act ?? Guid.CreateVersion7(write.At),
            Facts = new EventFacts { Version = notice.Version },
            Payload = new EventPayload
            {
                Note = notice.Note, Evidence = notice.Evidence,
            },
        });
        return notice.Person;
    }
}
