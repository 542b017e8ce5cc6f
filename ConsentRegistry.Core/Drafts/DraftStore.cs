using System.Text;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Drafts;

/// <summary>What was typed and when.</summary>
/// <param name="Content">As the form wrote it.</param>
public sealed record KeptDraft(string Content, DateTimeOffset ChangedAt);

/// <summary>One unfinished form in a list, without what was typed.</summary>
public sealed record DraftRow(DraftKey Key, DateTimeOffset ChangedAt);

/// <summary>
/// Keeps what colleagues typed into long forms until they send it, so that a reload, a lost line or a restart of the server loses
/// nothing (DESIGN 4, "Interface"). A draft is nobody's act: it decides nothing and stands in no history.
/// </summary>
public sealed class DraftStore(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, ProtectedValues values, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Longer than this no draft is kept: it may hold data of a person who is in no other place of the registry.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly Dictionary<DraftKey, (long Number, Task Done)> underWay = [];
    private long asked;

    /// <summary>
    /// Keeps <paramref name="content"/> in the place of what was kept before. It is written beside whoever asks, in the order in which it was asked; what
    /// something newer waits behind is not written any more.
    /// </summary>
    public Task KeepAsync(DraftKey key, string content, CancellationToken cancellation = default) =>
        InOrderAsync(key, () => writer.WriteAsync(write => PutAsync(write, key, content, cancellation), cancellation));

    /// <summary>What is kept, with all that was asked before; null when nothing is, it is too old, or its bytes were changed.</summary>
    public async Task<KeptDraft?> FindAsync(DraftKey key, CancellationToken cancellation = default)
    {
        await UnderWayAsync(each => each == key);
        var oldest = time.GetUtcNow() - Kept;
        await using var context = contexts.CreateDbContext();
        if (await Of(context, key).AsNoTracking().SingleOrDefaultAsync(draft => draft.ChangedAt >= oldest, cancellation) is not { } draft)
        {
            return null;
        }

        // What was changed from outside opens the form empty; nothing that was recorded is concerned.
        return values.TryReveal(draft.ProtectedContent, Draft.ContentColumn, key.Row) is { } content ? new KeptDraft(content, draft.ChangedAt) : null;
    }

    /// <summary>What an operator has left unfinished, newest first, with all that was asked before.</summary>
    public async Task<IReadOnlyList<DraftRow>> ListAsync(string byOperator, CancellationToken cancellation = default)
    {
        await UnderWayAsync(each => each.Operator == byOperator);
        var oldest = time.GetUtcNow() - Kept;
        await using var context = contexts.CreateDbContext();
        return await context.Set<Draft>().AsNoTracking().Where(draft => draft.Operator == byOperator && draft.ChangedAt >= oldest)
            .OrderByDescending(draft => draft.ChangedAt)
            .Select(draft => new DraftRow(new DraftKey(draft.Operator, draft.Form, draft.Subject), draft.ChangedAt)).ToListAsync(cancellation);
    }

    /// <summary>Forgets it: it was sent, or thrown away. In its turn, as <see cref="KeepAsync"/>.</summary>
    public Task DiscardAsync(DraftKey key, CancellationToken cancellation = default) =>
        InOrderAsync(key, () => writer.WriteAsync(write => Of(write.Context, key).ExecuteDeleteAsync(cancellation), cancellation));

    /// <summary>Forgets what is older than <see cref="Kept"/>.</summary>
    public Task DeleteOverdueAsync(CancellationToken cancellation = default) => writer.WriteAsync(
        write =>
        {
            var oldest = write.At - Kept;
            return write.Context.Set<Draft>().Where(draft => draft.ChangedAt < oldest).ExecuteDeleteAsync(cancellation);
        },
        cancellation);

    /// <summary>Waits for what is being written: a server that stops loses nothing that was typed.</summary>
    public async ValueTask DisposeAsync() => await UnderWayAsync(_ => true);

    private async Task PutAsync(RegistryWrite write, DraftKey key, string content, CancellationToken cancellation)
    {
        var sealedContent = values.Protect(Encoding.UTF8.GetBytes(content), Draft.ContentColumn, key.Row);
        if (await Of(write.Context, key).SingleOrDefaultAsync(cancellation) is { } known)
        {
            (known.ProtectedContent, known.ChangedAt) = (sealedContent, write.At);
            return;
        }

        write.Context.Add(new Draft { Operator = key.Operator, Form = key.Form, Subject = key.Subject, ProtectedContent = sealedContent, ChangedAt = write.At });
    }

    private Task InOrderAsync(DraftKey key, Func<Task> write)
    {
        lock (underWay)
        {
            var number = ++asked;
            var before = underWay.TryGetValue(key, out var earlier) ? earlier.Done : Task.CompletedTask;
            var done = Task.Run(() => AfterAsync(before, key, number, write));
            underWay[key] = (number, done);
            return done;
        }
    }

    private async Task AfterAsync(Task before, DraftKey key, long number, Func<Task> write)
    {
        // That it failed was told to whoever asked for it.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            if (IsNewest(key, number))
            {
                await write();
            }
        }
        finally
        {
            lock (underWay)
            {
                if (IsNewest(key, number))
                {
                    underWay.Remove(key);
                }
            }
        }
    }

    private bool IsNewest(DraftKey key, long number)
    {
        lock (underWay)
        {
            return underWay.TryGetValue(key, out var newest) && newest.Number == number;
        }
    }

    private Task UnderWayAsync(Func<DraftKey, bool> concerns)
    {
        lock (underWay)
        {
            return Task.WhenAll(underWay.Where(each => concerns(each.Key)).Select(each => each.Value.Done)).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static IQueryable<Draft> Of(RegistryDbContext context, DraftKey key) =>
        context.Set<Draft>().Where(draft => draft.Operator == key.Operator && draft.Form == key.Form && draft.Subject == key.Subject);
}
