using System.Globalization;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>
/// A colleague says whether doubts were a no. Where they were, their bars hold before they are closed: whatever is cut off in between leaves them open,
/// and answering again is harmless. Many are answered in parts, each of them whole.
/// </summary>
public sealed class AnswerDoubts(
    IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, DoubtBars bars, AuditTrail audit, SuppressionIndex index) : IDisposable
{
    /// <summary>One flush of the journal for so many; somebody else's click waits no longer than they take.</summary>
    private const int Part = 100;

    private readonly SemaphoreSlim lane = new(1);

    /// <summary>Answers those of the doubts that are still open.</summary>
    /// <param name="doubts">Their ids. Some may be answered or erased meanwhile; one that never was is a mistake of the caller.</param>
    /// <param name="reason">Why it is answered so, in the operator's own words.</param>
    /// <returns>
    /// How many were answered; <see cref="Refusal.ReasonMissing"/>, or where none is open <see cref="Refusal.DoubtNotFound"/>,
    /// <see cref="Refusal.DoubtAnswered"/> or <see cref="Refusal.DoubtErased"/>.
    /// </returns>
    public async Task<Result<int>> ExecuteAsync(IReadOnlyCollection<Guid> doubts, DoubtAnswer answer, string reason, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.ReasonMissing;
        }

        // One after the other: of two colleagues who answer the same doubt, the second hears that it was answered.
        await lane.WaitAsync(cancellation);
        try
        {
            var open = new List<Doubt>();
            if (await RefusalOfAsync(doubts, open, cancellation) is { } refusal)
            {
                return refusal;
            }

            // The audit entry comes first: what cannot be recorded does not happen.
            await audit.RecordAsync(by, AuditAction.DoubtsAnswered, SubjectOf(open), new Dictionary<string, string>
            {
                ["answer"] = answer.ToString(),
                ["doubts"] = open.Count.ToString(CultureInfo.InvariantCulture),
            });
            var answered = 0;
            foreach (var part in open.Chunk(Part))
            {
                if (answer == DoubtAnswer.WasNo && !await bars.RecordAsync(part, reason, by, cancellation))
                {
                    // The bars hold and the doubts stay open: the database failed just now, so this would fail too.
                    break;
                }

                answered += await CloseAsync(part, answer, reason, by, cancellation);
            }

            return answered;
        }
        finally
        {
            lane.Release();
        }
    }

    public void Dispose() => lane.Dispose();

    private async Task<Refusal?> RefusalOfAsync(IReadOnlyCollection<Guid> doubts, List<Doubt> open, CancellationToken cancellation)
    {
        var found = 0;
        await using var context = contexts.CreateDbContext();
        foreach (var part in doubts.Distinct().Chunk(Part))
        {
            var rows = await context.Set<Doubt>().AsNoTracking().Where(doubt => part.Contains(doubt.Id)).ToListAsync(cancellation);
            var gone = part.Except(rows.Select(doubt => doubt.Id)).ToList();
            if (gone.Count > 0 && await context.LedgerEvents.CountAsync(each => gone.Contains(each.ActId) && each.Type == LedgerEventType.DoubtOpened, cancellation) < gone.Count)
            {
                return Refusal.DoubtNotFound;
            }

            found += rows.Count;
            open.AddRange(rows.Where(doubt => doubt.AnsweredAt is null));
        }

        return open.Count > 0 ? null : found > 0 ? Refusal.DoubtAnswered : doubts.Count > 0 ? Refusal.DoubtErased : Refusal.DoubtNotFound;
    }

    /// <summary>The person, or where there are several the import, that the answer is about.</summary>
    private static Guid? SubjectOf(List<Doubt> open)
    {
        var people = open.Select(doubt => doubt.PersonId).Distinct().Take(2).ToList();
        var imports = open.Select(doubt => doubt.ImportId).Distinct().Take(2).ToList();
        return people.Count == 1 ? people[0] : imports.Count == 1 ? imports[0] : null;
    }

    private async Task<int> CloseAsync(Doubt[] part, DoubtAnswer answer, string reason, string by, CancellationToken cancellation)
    {
        var ids = Array.ConvertAll(part, doubt => doubt.Id);
        var closed = await writer.WriteAsync(
            async write =>
            {
                // Looked at inside the transaction: a person may have been erased or merged meanwhile.
                var rows = await write.Context.Set<Doubt>().Where(doubt => ids.Contains(doubt.Id) && doubt.AnsweredAt == null).OrderBy(doubt => doubt.Sequence).ToListAsync(cancellation);
                foreach (var doubt in rows)
                {
                    await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.DoubtAnswered, doubt.PersonId, write.At, write.At, by)
                    {
                        ActId = doubt.Id,
                        Topic = doubt.Topic,
                        Channel = doubt.Channel,
                        Facts = new EventFacts { Entry = doubt.Sequence, Answer = answer },
                        Payload = new EventPayload { Note = reason },
                    });
                    (doubt.AnsweredAt, doubt.Answer) = (write.At, answer);
                }

                return rows;
            },
            cancellation);
        closed.ForEach(doubt => index.Touch(doubt.PersonId));
        return closed.Count;
    }
}
