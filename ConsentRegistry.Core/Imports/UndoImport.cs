using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Suppressions.Index;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports;

/// <summary>What taking back an import did.</summary>
/// <param name="Removed">People of whom nothing was known but the file.</param>
/// <param name="Kept">People that the import made and that something happened to since.</param>
public sealed record UndoneImport(int Removed, int Kept);

/// <summary>
/// Takes back an import: the people go that only it made and nothing has touched since. What it barred stays barred (guarantee 3), and what
/// it filled in of known people stays, because nobody can say any more whose it is. One that was stopped comes to its end with it: the rows that it did not come to need review. While doubts that it opened are open it cannot be taken back:
/// with the people the question would go whether they said no.
/// </summary>
public sealed class UndoImport(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, PersonErasure erasure, SuppressionIndex index, CloseImport close)
{
    private const int Part = 100;

    private static readonly LedgerEventType[] Bars = [.. Enum.GetValues<LedgerEventType>().Where(type => type.IsBar())];

    /// <returns>
    /// What was done; <see cref="Refusal.ImportNotFound"/>, <see cref="Refusal.DoubtsOpen"/>, or <see cref="Refusal.ImportNotClosed"/> when it is still open
    /// or is already undone, also by somebody who finished first.
    /// </returns>
    public async Task<Result<UndoneImport>> ExecuteAsync(Guid import, string by, CancellationToken cancellation = default)
    {
        var begun = await writer.WriteAsync(write => BeginAsync(write, import, cancellation), cancellation);
        if (!begun.IsDone)
        {
            return begun.Refusal.Value;
        }

        var run = begun.Value;
        if (run.State == ImportState.Stopped && !await close.UnfinishedAsync(run, null, cancellation))
        {
            // Another window takes it back.
            return Refusal.ImportNotClosed;
        }

        List<Guid> made;
        await using (var context = contexts.CreateDbContext())
        {
            made = await context.People.Where(person => person.CreatedByImport == import).Select(person => person.Id).ToListAsync(cancellation);
        }

        var removed = 0;
        foreach (var part in made.Chunk(Part))
        {
            removed += await writer.WriteAsync(write => RemoveAsync(write, part, import, run.FinishedAt!.Value, by), cancellation);
            Array.ForEach(part, index.Touch);
        }

        return await writer.WriteAsync(write => CloseAsync(write, import, removed, cancellation), cancellation);
    }

    /// <summary>From here on a stopped one does not go on, and none is told of as one that came to its end.</summary>
    private static async Task<Result<ImportRun>> BeginAsync(RegistryWrite write, Guid import, CancellationToken cancellation)
    {
        var run = await write.Context.Set<ImportRun>().SingleOrDefaultAsync(each => each.Id == import, cancellation);
        if (run is not { State: ImportState.Closed or ImportState.Stopped })
        {
            return run is null ? Refusal.ImportNotFound : Refusal.ImportNotClosed;
        }

        if (await write.Context.Set<Doubt>().AnyAsync(doubt => doubt.ImportId == import && doubt.AnsweredAt == null, cancellation))
        {
            return Refusal.DoubtsOpen;
        }

        run.Removed ??= 0;
        return run;
    }

    /// <summary>Both numbers are those of all attempts: of one that was cut off, what it removed is counted already, and whom it kept is still there.</summary>
    private static async Task<Result<UndoneImport>> CloseAsync(RegistryWrite write, Guid import, int removed, CancellationToken cancellation)
    {
        var run = await write.Context.Set<ImportRun>().SingleAsync(each => each.Id == import, cancellation);
        if (run.State == ImportState.Undone)
        {
            // Another window was quicker: it is undone once, at its instant, by whoever was first. Who removed a part of it meanwhile did so all the same.
            return removed == 0 ? Refusal.ImportNotClosed : new UndoneImport(run.Removed ?? 0, run.Kept ?? 0);
        }

        var undone = new UndoneImport(run.Removed ?? 0, await write.Context.People.CountAsync(person => person.CreatedByImport == import, cancellation));
        (run.State, run.UndoneAt, run.Removed, run.Kept) = (ImportState.Undone, write.At, undone.Removed, undone.Kept);
        return undone;
    }

    private async Task<int> RemoveAsync(RegistryWrite write, Guid[] people, Guid import, DateTimeOffset finishedAt, string by)
    {
        // Looked at inside the transaction: what a colleague writes meanwhile comes before it or after it. The import's own events on a
        // person are those of the instant that made it, bars up to its end, and what belongs to its doubts: they, their answers, the bars that follow.
        var untouched = await write.Context.People.Where(person => people.Contains(person.Id))
            .Where(person => !(person.Revision > 0 || person.MergedInto != null
                || write.Context.Set<Person>().Any(other => other.MergedInto == person.Id)
                || write.Context.Set<Acquisition>().Any(each => each.PersonId == person.Id && each.ImportId != import)
                || write.Context.Set<Delivery>().Any(each => each.PersonId == person.Id)
                || write.Context.Set<LedgerEvent>().Any(each => each.Person == person.Id && each.RecordedAt > person.CreatedAt
                    && (each.RecordedAt > finishedAt || !Bars.Contains(each.Type))
                    && !write.Context.Set<Doubt>().Any(doubt => doubt.Id == each.ActId && doubt.ImportId == import))))
            .Select(person => person.Id).ToListAsync();
        var act = Guid.CreateVersion7(write.At);
        foreach (var person in untouched)
        {
            await erasure.RemoveRecordsAsync(write, person, act, by);
        }

        await write.Context.Set<ImportRun>().Where(each => each.Id == import)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.Removed, each => (each.Removed ?? 0) + untouched.Count));
        return untouched.Count;
    }
}
