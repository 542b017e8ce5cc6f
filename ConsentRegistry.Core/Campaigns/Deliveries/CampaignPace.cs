namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>Spreads the messages of a campaign over the minute, across its runs.</summary>
/// <param name="mostPerMinute">Null for no limit.</param>
internal sealed class CampaignPace(int? mostPerMinute, TimeProvider time)
{
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>How long the next message has to wait; zero when it may go.</summary>
    public TimeSpan Wait
    {
        get
        {
            var wait = next - time.GetUtcNow();
            // A clock that was set back must not stop the campaign.
            return mostPerMinute is not { } most || wait <= TimeSpan.Zero ? TimeSpan.Zero : wait > Interval(most) ? Interval(most) : wait;
        }
    }

    /// <summary>The same at another speed; messages sent before still count.</summary>
    public CampaignPace At(int? most) => new(most, time) { next = next };

    /// <summary>Waits until the next message may go, and counts it.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        if (mostPerMinute is not { } most)
        {
            return;
        }

        if (Wait is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellation);
        }

        next = time.GetUtcNow() + Interval(most);
    }

    private static TimeSpan Interval(int most) => TimeSpan.FromMinutes(1) / most;
}
