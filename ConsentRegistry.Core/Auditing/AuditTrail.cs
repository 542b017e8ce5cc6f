using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Auditing;

/// <summary>Appends to the audit trail. Whoever is about to show or change something records it first: what cannot be recorded does not happen.</summary>
public sealed class AuditTrail(IDbContextFactory<AuditDbContext> contexts, AuditChain chain, TimeProvider time) : IDisposable
{
    private static readonly Dictionary<string, string> NoDetails = [];

    private readonly ConcurrentQueue<Waiting> queue = new();
    private readonly SemaphoreSlim lane = new(1);

    /// <summary>
    /// Writes one entry; it is on disk when this returns. Entries that come while another is being written share the next commit, so
    /// that a busy hour costs few flushes. It cannot be called off: the look has been asked for.
    /// </summary>
    /// <param name="by">The operator: an account id, <c>cli:&lt;os user&gt;</c>, <c>job:&lt;name&gt;</c>, or <c>nobody</c> for a sign-in that was refused.</param>
    /// <param name="subject">The pseudonym of a person, or the id of the import, campaign or account; null where there is none.</param>
    /// <param name="details">Ids, counts, words of fixed lists, and versions of our policy. Never a name, an address or what somebody typed (guarantee 10).</param>
    public async Task RecordAsync(string by, AuditAction action, Guid? subject = null, IReadOnlyDictionary<string, string>? details = null)
    {
        var waiting = new Waiting(new AuditEntry
        {
            At = time.GetUtcNow(),
            Operator = by,
            Action = action,
            Subject = subject,
            Details = JsonSerializer.Serialize(details ?? NoDetails),
            Hash = [],
        });
        queue.Enqueue(waiting);
        await lane.WaitAsync();
        try
        {
            // Whoever had the lane before may have written this one along with its own.
            if (!waiting.Written.Task.IsCompleted)
            {
                await WriteQueuedAsync();
            }
        }
        finally
        {
            lane.Release();
        }

        await waiting.Written.Task;
    }

    public void Dispose() => lane.Dispose();

    private async Task WriteQueuedAsync()
    {
        var batch = new List<Waiting>();
        while (queue.TryDequeue(out var next))
        {
            batch.Add(next);
        }

        try
        {
            await WriteAsync(batch);
        }
        catch (Exception problem)
        {
            batch.ForEach(each => each.Written.SetException(problem));
            return;
        }

        batch.ForEach(each => each.Written.SetResult());
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        await using var context = contexts.CreateDbContext();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var head = await context.Heads.SingleAsync();
        foreach (var waiting in batch)
        {
            var entry = waiting.Entry with { Sequence = head.Sequence + 1 };
            entry = entry with { Hash = chain.HashOf(head.Hash, entry) };
            context.Entries.Add(entry);
            (head.Sequence, head.Hash) = (entry.Sequence, entry.Hash);
        }

        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private sealed record Waiting(AuditEntry Entry)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
