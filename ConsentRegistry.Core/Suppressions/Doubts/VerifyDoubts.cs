using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>
/// Holds the queue of doubts against the ledger, which alone counts: a doubt that is missing in the queue would bar a person for ever, because nobody
/// would be asked about it.
/// </summary>
public sealed class VerifyDoubts(ProtectedValues values) : ITableVerifier
{
    public async Task ExecuteAsync(VerificationRun run, CancellationToken cancellation)
    {
        try
        {
            await QueueAsync(run.Context, run.Findings, cancellation);
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            run.Findings.Add(new("Doubts", 0, "a row cannot be read"));
        }

        await run.FindFirstAsync(
            "DoubtWords", run.Context.Set<DoubtWord>().AsNoTracking().OrderBy(word => word.Id).AsAsyncEnumerable(),
            word => word.OpensBy(values) ? null : $"the header or the value of word {word.Id} was changed", cancellation);
    }

    // Each is read once and compared here: the database would go through all events of a type for every doubt.
    private static async Task QueueAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        var answered = await context.LedgerEvents.Where(each => each.Type == LedgerEventType.DoubtAnswered).Select(each => each.ActId).ToHashSetAsync(cancellation);
        var opened = await context.LedgerEvents.Where(each => each.Type == LedgerEventType.DoubtOpened)
            .Select(each => new { each.ActId, each.Sequence, each.Topic, each.Channel, each.EffectiveAt, HasPerson = context.Set<Person>().Any(person => person.Id == each.Person) })
            .ToDictionaryAsync(each => each.ActId, cancellation);
        await foreach (var doubt in context.Set<Doubt>().AsNoTracking().OrderBy(doubt => doubt.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!opened.Remove(doubt.Id, out var written)
                || (written.Sequence, written.Topic, written.Channel, written.EffectiveAt) != (doubt.Sequence, doubt.Topic, doubt.Channel, doubt.ReceivedAt))
            {
                findings.Add(new("Doubts", doubt.Sequence, "the doubt does not agree with the ledger"));
                return;
            }

            if (answered.Contains(doubt.Id) != (doubt.AnsweredAt is not null))
            {
                findings.Add(new("Doubts", doubt.Sequence, "the ledger and the queue differ on whether the doubt is answered"));
                return;
            }
        }

        if (opened.Values.Where(each => each.HasPerson).Select(each => (long?)each.Sequence).Min() is { } missing)
        {
            findings.Add(new("Doubts", missing, $"the doubt of ledger event {missing} is missing, so that nobody is asked about it"));
        }
    }
}
