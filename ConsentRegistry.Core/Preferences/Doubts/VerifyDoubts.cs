using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Security;
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

    private static async Task QueueAsync(RegistryDbContext context, List<VerifyFinding> findings, CancellationToken cancellation)
    {
        var (doubts, events) = (context.Set<Doubt>(), context.LedgerEvents);
        if (await doubts.Where(doubt => !events.Any(each => each.Sequence == doubt.Sequence && each.ActId == doubt.Id && each.Type == LedgerEventType.DoubtOpened
                && each.Topic == doubt.Topic && each.Channel == doubt.Channel && each.EffectiveAt == doubt.ReceivedAt))
            .MinAsync(doubt => (long?)doubt.Sequence, cancellation) is { } changed)
        {
            findings.Add(new("Doubts", changed, "the doubt does not agree with the ledger"));
        }

        if (await events.Where(each => each.Type == LedgerEventType.DoubtOpened && context.People.Any(person => person.Id == each.Person) && !doubts.Any(doubt => doubt.Id == each.ActId))
            .MinAsync(each => (long?)each.Sequence, cancellation) is { } missing)
        {
            findings.Add(new("Doubts", missing, $"the doubt of ledger event {missing} is missing, so that nobody is asked about it"));
        }

        if (await doubts.Where(doubt => (doubt.AnsweredAt != null) != events.Any(each => each.ActId == doubt.Id && each.Type == LedgerEventType.DoubtAnswered))
            .MinAsync(doubt => (long?)doubt.Sequence, cancellation) is { } other)
        {
            findings.Add(new("Doubts", other, "the ledger and the queue differ on whether the doubt is answered"));
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
