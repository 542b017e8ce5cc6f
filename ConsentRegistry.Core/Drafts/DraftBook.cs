using System.Text;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Security;
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
public sealed class DraftBook(IDbContextFactory<RegistryDbContext> contexts, RegistryWriter writer, ProtectedValues values, TimeProvider time)
{
    /// <summary>Longer than this no draft is kept: it may hold data of a person who is in no other place of the registry.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Keeps <paramref name="content"/> in the place of what was kept before.</summary>
    public Task KeepAsync(DraftKey key, string content, CancellationToken cancellation = default) => writer.WriteAsync(
        async write =>
        {
            var sealedContent = values.Protect(Encoding.UTF8.GetBytes(content), Draft.ContentColumn, key.Row);
            if (await Of(write.Context, key).SingleOrDefaultAsync(cancellation) is { } known)
            {
                (known.ProtectedContent, known.ChangedAt) = (sealedContent, write.At);
                return;
            }

            write.Context.Add(new Draft { Operator = key.Operator, Form = key.Form, Subject = key.Subject, ProtectedContent = sealedContent, ChangedAt = write.At });
        },
        cancellation);

    /// <summary>What is kept; null when nothing is, it is too old, or its bytes were changed.</summary>
    public async Task<KeptDraft?> FindAsync(DraftKey key, CancellationToken cancellation = default)
    {
        var oldest = time.GetUtcNow() - Kept;
        await using var context = contexts.CreateDbContext();
        if (await Of(context, key).AsNoTracking().SingleOrDefaultAsync(draft => draft.ChangedAt >= oldest, cancellation) is not { } draft)
        {
            return null;
        }

        // What was changed from outside opens the form empty; nothing that was recorded is concerned.
        return values.TryReveal(draft.ProtectedContent, Draft.ContentColumn, key.Row) is { } content ? new KeptDraft(content, draft.ChangedAt) : null;
    }

    /// <summary>What an operator has left unfinished, newest first.</summary>
    public async Task<IReadOnlyList<DraftRow>> ListAsync(string byOperator, CancellationToken cancellation = default)
    {
        var oldest = time.GetUtcNow() - Kept;
        await using var context = contexts.CreateDbContext();
        return await context.Set<Draft>().AsNoTracking().Where(draft => draft.Operator == byOperator && draft.ChangedAt >= oldest)
            .OrderByDescending(draft => draft.ChangedAt)
            .Select(draft => new DraftRow(new DraftKey(draft.Operator, draft.Form, draft.Subject), draft.ChangedAt)).ToListAsync(cancellation);
    }

    /// <summary>Forgets it: it was sent, or thrown away.</summary>
    public Task DiscardAsync(DraftKey key, CancellationToken cancellation = default) =>
        writer.WriteAsync(write => Of(write.Context, key).ExecuteDeleteAsync(cancellation), cancellation);

    /// <summary>Forgets what is older than <see cref="Kept"/>.</summary>
    public Task DeleteOverdueAsync(CancellationToken cancellation = default) => writer.WriteAsync(
        write =>
        {
            var oldest = write.At - Kept;
            return write.Context.Set<Draft>().Where(draft => draft.ChangedAt < oldest).ExecuteDeleteAsync(cancellation);
        },
        cancellation);

    private static IQueryable<Draft> Of(RegistryDbContext context, DraftKey key) =>
        context.Set<Draft>().Where(draft => draft.Operator == key.Operator && draft.Form == key.Form && draft.Subject == key.Subject);
}
