using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences.Doubts;

/// <summary>
/// Holds the queue of doubts against the ledger, which alone counts: a doubt that is missing in the queue would bar a person for ever, because nobody
/// would be asked about it.
/// </summary>
public sealed class VerifyDoubts(ProtectedValues values)
{
    /// <param name="context">One snapshot of the registry.</param>
    /// <param name="findings">Gets the first bad row of each table.</param>
    public async Task ExecuteAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        try
        {
            await QueueAsync(context, findings, cancellation);
            await WordsAsync(context, findings, cancellation);
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            findings.Add(new("Doubts", 0, "a row cannot be read"));
        }
    }

    // Read once each and compared here: the engine would go through all events of a type again for every doubt.
    private static async Task QueueAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        var answered = await context.LedgerEvents.Where(each => each.Type == LedgerEventType.DoubtAnswered).Select(each => each.ActId).ToHashSetAsync(cancellation);
        var opened = await context.LedgerEvents.Where(each => each.Type == LedgerEventType.DoubtOpened)
            .Select(each => new { each.ActId, each.Sequence, each.Topic, each.Channel, each.EffectiveAt, HasPerson = context.People.Any(person => person.Id == each.Person) })
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

    private async Task WordsAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        long row = 0;
        await foreach (var word in context.Set<DoubtWord>().AsNoTracking().OrderBy(word => word.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            row++;
            if (!word.OpensBy(values))
            {
                findings.Add(new("DoubtWords", row, $"the header or the value of word {word.Id} was changed"));
                return;
            }
        }
    }
}
