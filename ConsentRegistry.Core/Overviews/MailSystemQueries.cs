using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Overviews;

/// <summary>How the mail system has answered campaigns lately.</summary>
/// <param name="LastTakenAt">When it last took a message, by the decision before it; null where the last campaigns sent none.</param>
/// <param name="Waiting">Messages that wait because it could not be reached, or the line to it was lost.</param>
/// <param name="WaitingSince">Since when the oldest of them does.</param>
public sealed record MailSystemState(DateTimeOffset? LastTakenAt, int Waiting, DateTimeOffset? WaitingSince);

/// <summary>Looks at the deliveries of the last campaigns, by the index of campaign and state, once a minute at most. What tests of a mail met is not kept anywhere.</summary>
public sealed class MailSystemQueries(IDbContextFactory<RegistryDbContext> contexts, TimeProvider time)
{
    private const int Campaigns = 5;

    private readonly Remembered<MailSystemState> state = new(TimeSpan.FromMinutes(1));

    public Task<MailSystemState> ReadAsync() => state.AskAsync(time.GetUtcNow(), LookAsync);

    private async Task<MailSystemState> LookAsync()
    {
        await using var context = contexts.CreateDbContext();
        var last = await context.Set<Campaign>().Where(each => each.StartedAt != null).OrderByDescending(each => each.StartedAt).Select(each => each.Id).Take(Campaigns).ToListAsync();
        var deliveries = context.Set<Delivery>().Where(each => last.Contains(each.CampaignId));
        var waiting = deliveries.Where(each => each.State == DeliveryState.Deferred
            && (each.LastResult == HandOverResult.TransportUnavailable || each.LastResult == HandOverResult.LostBeforeFinalDot));
        return new MailSystemState(
            await deliveries.Where(each => each.State == DeliveryState.Sent).MaxAsync(each => each.DecidedAt),
            await waiting.CountAsync(),
            await waiting.MinAsync(each => each.DecidedAt));
    }
}
