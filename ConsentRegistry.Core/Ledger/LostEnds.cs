using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger;

/// <summary>
/// The ends of the chain that went when an older database was put back, as the <c>Restored</c> events tell of them: who looked at the chain before then may name events that
/// are not in it any more.
/// </summary>
public sealed class LostEnds
{
    private readonly List<EventFacts> restores;

    private LostEnds(List<EventFacts> restores) => this.restores = restores;

    /// <summary>All restores.</summary>
    public static async Task<LostEnds> ReadAsync(RegistryDbContext context, CancellationToken cancellation) => await OfAsync(Restores(context), cancellation);

    /// <summary>The restores that the DPO knows of; before then, <c>verify</c> names what is missing.</summary>
    public static async Task<LostEnds> ReadReleasedAsync(RegistryDbContext context, CancellationToken cancellation) => await OfAsync(Released(context), cancellation);

    /// <summary>The <c>Restored</c> events after which the DPO has released sending.</summary>
    public static IQueryable<LedgerEvent> Released(RegistryDbContext context) => Restores(context)
        .Where(each => context.Set<LedgerEvent>().Any(later => later.Type == LedgerEventType.SendingLockReleased && later.Sequence > each.Sequence));

    private static IQueryable<LedgerEvent> Restores(RegistryDbContext context) =>
        context.LedgerEvents.AsNoTracking().Where(each => each.Type == LedgerEventType.Restored);

    private static async Task<LostEnds> OfAsync(IQueryable<LedgerEvent> restores, CancellationToken cancellation) =>
        new([.. (await restores.ToListAsync(cancellation)).Select(each => each.Facts)]);

    /// <summary>Whether a line of the opt-out journal may name an event that the chain does not have.</summary>
    /// <param name="line">The number of the line.</param>
    /// <param name="sequence">The event that it names.</param>
    public bool Cover(long line, long sequence) => restores.Exists(restore => line <= restore.JournalLines && sequence >= restore.LostFrom);
}
