using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Auditing;

/// <summary>
/// Appends to the audit trail. Whoever is about to show or change something records it first: what cannot be recorded does not happen. An
/// opt-out alone waits for nothing (<see cref="RecordBehindAsync"/>).
/// </summary>
public sealed partial class AuditTrail(IDbContextFactory<AuditDbContext> contexts, AuditChain chain, TimeProvider time, ILogger<AuditTrail> log) : IDisposable
{
    /// <summary>How long whoever recorded an opt-out waits for its line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, string> NoDetails = [];

    private readonly ConcurrentQueue<Waiting> queue = new();
    private readonly SemaphoreSlim lane = new(1);

    /// <summary>Entries of acts that hold, which could not be written yet; looked at in the lane only.</summary>
    private readonly List<Waiting> left = [];

    /// <summary>
    /// Writes one entry; it is on disk when this returns. Entries that come while another is being written share the next commit, so
    /// that a busy hour costs few flushes. It cannot be called off: the look has been asked for.
    /// </summary>
    /// <param name="by">The operator: an account id, <c>cli:&lt;os user&gt;</c>, <c>job:&lt;name&gt;</c>, or <c>nobody</c> for a sign-in that was refused.</param>
    /// <param name="subject">The pseudonym of a person, or the id of the import, campaign or account; null where there is none.</param>
    /// <param name="details">Ids, counts, words of fixed lists, and versions of our policy. Never a name, an address or what somebody typed (guarantee 10).</param>
    public async Task RecordAsync(string by, AuditAction action, Guid? subject = null, IReadOnlyDictionary<string, string>? details = null)
    {
        var waiting = new Waiting(EntryOf(by, action, subject, details));
        queue.Enqueue(waiting);
        await WriteAsync(waiting);
        await waiting.Written.Task;
    }

    /// <summary>
    /// Writes one entry of an act that was done and holds whatever becomes of its line: an opt-out. Where the trail cannot be written it stays in line
    /// and is written, in its place, with the next entry or by <see cref="WriteLeftAsync"/>.
    /// </summary>
    /// <returns>False when it is not on disk yet.</returns>
    /// <inheritdoc cref="RecordAsync"/>
    public async Task<bool> RecordBehindAsync(string by, AuditAction action, Guid? subject = null, IReadOnlyDictionary<string, string>? details = null)
    {
        var waiting = new Waiting(EntryOf(by, action, subject, details)) { StaysInLine = true };
        queue.Enqueue(waiting);
        try
        {
            await WriteAsync(waiting).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // Whatever holds it up: it is written when that ends.
        }

        if (!waiting.Written.Task.IsCompleted)
        {
            LogBehind(action);
        }

        return waiting.Written.Task.IsCompleted;
    }

    /// <summary>Writes what stayed in line, if anything did and the trail can be written again.</summary>
    public Task WriteLeftAsync() => WriteAsync(null);

    private AuditEntry EntryOf(string by, AuditAction action, Guid? subject, IReadOnlyDictionary<string, string>? details) => new()
    {
        At = time.GetUtcNow(),
        Operator = by,
        Action = action,
        Subject = subject,
        Details = JsonSerializer.Serialize(details ?? NoDetails),
        Hash = [],
    };

    private async Task WriteAsync(Waiting? mine)
    {
        await lane.WaitAsync();
        try
        {
            // Whoever had the lane before may have written this one along with its own.
            if (mine is not { Written.Task.IsCompleted: true })
            {
                await WriteQueuedAsync();
            }
        }
        finally
        {
            lane.Release();
        }
    }

    public void Dispose() => lane.Dispose();

    private async Task WriteQueuedAsync()
    {
        List<Waiting> batch = [.. left];
        while (queue.TryDequeue(out var next))
        {
            batch.Add(next);
        }

        if (batch.Count == 0)
        {
            return;
        }

        left.Clear();
        try
        {
            await AppendAsync(batch);
        }
        catch (Exception problem)
        {
            left.AddRange(batch.Where(each => each.StaysInLine));
            batch.Where(each => !each.StaysInLine).ToList().ForEach(each => each.Written.SetException(problem));
            return;
        }

        batch.ForEach(each => each.Written.SetResult());
    }

    private async Task AppendAsync(List<Waiting> batch)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail cannot be written: the line of an act that holds ({Action}) waits. Look at the disk of audit.db.")]
    private partial void LogBehind(AuditAction action);

    private sealed record Waiting(AuditEntry Entry)
    {
        /// <summary>Its act was done: it is never given back as failed.</summary>
        public bool StaysInLine { get; init; }

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
