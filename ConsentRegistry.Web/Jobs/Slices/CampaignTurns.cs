using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Web.Jobs.Engine;
using Hangfire;

namespace ConsentRegistry.Web.Jobs.Slices;

/// <summary>
/// Which campaigns have a slice waiting or running, and which rest. A few at a time, those first that had no turn for the longest, so that
/// two hundred campaigns keep neither each other nor the other jobs waiting. Of this process alone: what a restart forgets,
/// <see cref="DueCampaigns"/> tells anew.
/// </summary>
public sealed class CampaignTurns(DueCampaigns due, IBackgroundJobClient jobs, TimeProvider time)
{
    /// <summary>So many at once; the other workers of the engine are left to everything else.</summary>
    public const int AtOnce = 3;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, DateTimeOffset> underWay = [];
    private readonly Dictionary<Guid, (DateTimeOffset Since, DateTimeOffset Until, int Failures)> resting = [];
    private readonly Dictionary<Guid, long> lastTurn = [];
    private long turns;

    /// <summary>Those that have a slice waiting or running.</summary>
    public IReadOnlyList<Guid> UnderWay
    {
        get
        {
            lock (gate)
            {
                return [.. underWay.Keys];
            }
        }
    }

    /// <summary>Gives a slice to campaigns that have something to do now and have none, as far as there is room.</summary>
    /// <returns>How many were given one.</returns>
    public async Task<int> GiveAsync(CancellationToken cancellation)
    {
        var wanting = await due.ListAsync(cancellation);
        var given = Take(wanting);
        foreach (var (campaign, index) in given.Select((campaign, index) => (campaign, index)))
        {
            try
            {
                jobs.Enqueue<SendCampaignSlice>(slice => slice.RunAsync(campaign));
            }
            catch (BackgroundJobClientException)
            {
                Forget(given.Skip(index));
                throw;
            }
        }

        return given.Count;
    }

    /// <summary>A slice ended: its successor, or another campaign that waits longer, gets the next turn.</summary>
    /// <param name="goOnAt">When there is more to do; null when there is nothing.</param>
    internal Task EndedAsync(Guid campaign, DateTimeOffset? goOnAt, CancellationToken cancellation)
    {
        lock (gate)
        {
            underWay.Remove(campaign);
            // Never for long: something may change meanwhile that only the campaign's own state tells.
            var until = goOnAt > time.GetUtcNow() + ShortestRest ? time.GetUtcNow() + ShortestRest : goOnAt;
            resting.Remove(campaign);
            if (until > time.GetUtcNow())
            {
                resting[campaign] = (time.GetUtcNow(), until.Value, 0);
            }
        }

        return GiveAsync(cancellation);
    }

    /// <summary>A slice failed: the campaign rests, longer each time.</summary>
    internal void EndedBadly(Guid campaign)
    {
        lock (gate)
        {
            underWay.Remove(campaign);
            var failures = resting.GetValueOrDefault(campaign).Failures + 1;
            var rest = ShortestRest * Math.Pow(2, Math.Min(failures, 10) - 1);
            resting[campaign] = (time.GetUtcNow(), time.GetUtcNow() + (rest < LongestRest ? rest : LongestRest), failures);
        }
    }

    private List<Guid> Take(IReadOnlyList<DueCampaign> wanting)
    {
        lock (gate)
        {
            // Whoever lets a campaign go on has seen to what it rested for.
            foreach (var resumed in wanting.Where(each => each.ResumedAt > resting.GetValueOrDefault(each.Id).Since))
            {
                resting.Remove(resumed.Id);
            }

            // A slice may vanish with its job: somebody deletes it, the store fails. Where it only is slow, the use case refuses the second one.
            foreach (var (lost, _) in underWay.Where(each => each.Value <= time.GetUtcNow() - JobStore.InvisibilityTimeout).ToList())
            {
                underWay.Remove(lost);
            }

            var given = wanting.Select(each => each.Id)
                .Where(campaign => !underWay.ContainsKey(campaign) && resting.GetValueOrDefault(campaign).Until <= time.GetUtcNow())
                .OrderBy(campaign => lastTurn.GetValueOrDefault(campaign))
                .Take(AtOnce - underWay.Count)
                .ToList();
            foreach (var campaign in given)
            {
                underWay[campaign] = time.GetUtcNow();
                lastTurn[campaign] = ++turns;
            }

            return given;
        }
    }

    private void Forget(IEnumerable<Guid> campaigns)
    {
        lock (gate)
        {
            foreach (var campaign in campaigns)
            {
                underWay.Remove(campaign);
            }
        }
    }
}
