using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Auditing;

/// <summary>What to look for in the trail; null where it does not matter.</summary>
public sealed record AuditFilter
{
    public string? Operator { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>A person's pseudonym, or the id of an import, campaign or account.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The first day, in Brussels.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, in Brussels.</summary>
    public DateOnly? Until { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 25;
}

/// <summary>Reads the audit trail for the DPO.</summary>
public sealed class AuditQueries(IDbContextFactory<AuditDbContext> contexts)
{
    /// <summary>One page, the newest entry first.</summary>
    public async Task<PageOf<AuditEntry>> ListAsync(AuditFilter filter, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var entries = Fitting(context, filter);
        var total = await entries.CountAsync(cancellation);
        return new PageOf<AuditEntry>(
            await entries.OrderByDescending(entry => entry.Sequence).Skip(filter.Skip).Take(filter.Take).ToListAsync(cancellation), total);
    }

    /// <summary>Everybody who stands in the trail, for a choice in a filter.</summary>
    public async Task<IReadOnlyList<string>> OperatorsAsync(CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Entries.Select(entry => entry.Operator).Distinct().Order().ToListAsync(cancellation);
    }

    private static IQueryable<AuditEntry> Fitting(AuditDbContext context, AuditFilter filter)
    {
        var entries = context.Entries.AsNoTracking();
        if (filter.Operator is { } by)
        {
            entries = entries.Where(entry => entry.Operator == by);
        }

        if (filter.Action is { } action)
        {
            entries = entries.Where(entry => entry.Action == action);
        }

        if (filter.Subject is { } subject)
        {
            entries = entries.Where(entry => entry.Subject == subject);
        }

        if (filter.From is { } from)
        {
            var first = BrusselsTime.StartOf(from);
            entries = entries.Where(entry => entry.At >= first);
        }

        if (filter.Until is { } until)
        {
            var last = BrusselsTime.EndOf(until);
            entries = entries.Where(entry => entry.At <= last);
        }

        return entries;
    }
}
