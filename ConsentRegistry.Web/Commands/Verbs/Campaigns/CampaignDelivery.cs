using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary>
/// Carries a campaign to its end from a verb. Beside a server its jobs do that, and the verb ends at once. A verb that is stopped leaves the
/// campaign running; <c>campaign resume</c>, or the next start of a server, goes on with it.
/// </summary>
internal static class CampaignDelivery
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    public static bool IsLeftToServer(VerbContext context) => context.Services.GetRequiredService<FolderOwnership>().Holder.Verb == ServeVerb.Word;

    public static async Task RunAsync(VerbContext context, Guid id)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var watch = WatchAsync(context, id, watching.Token);
        try
        {
            var deliver = context.Services.GetRequiredService<DeliverCampaign>();
            var time = context.Services.GetRequiredService<TimeProvider>();
            while (await deliver.ExecuteAsync(id, context.Cancellation) is { } next)
            {
                var wait = next - time.GetUtcNow();
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, context.Cancellation);
            }
        }
        finally
        {
            await watching.CancelAsync();
            await watch;
        }
    }

    private static async Task WatchAsync(VerbContext context, Guid id, CancellationToken cancellation)
    {
        if (!context.Console.ShowsProgress)
        {
            return;
        }

        try
        {
            var queries = context.Services.GetRequiredService<CampaignQueries>();
            while (true)
            {
                var counts = await queries.CountsAsync(id, cancellation);
                var waiting = counts.Of(DeliveryState.Deferred) is > 0 and var deferred ? $", {deferred} wait for another attempt" : "";
                context.ShowProgress($"{counts.Done} of {counts.Total} addressees{waiting}");
                await Task.Delay(BetweenLooks, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The delivery has ended; its own outcome is what counts.
        }
    }
}
