using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace ConsentRegistry.Web.Hosting;

/// <summary>So many requests of one caller at once, and one more after each span of time; who asks too often is told when to come back.</summary>
/// <param name="burst">So many at once.</param>
/// <param name="every">After so long there is room for one more.</param>
public abstract class CallerLimit(int burst, TimeSpan every) : IRateLimiterPolicy<string>
{
    // Callers without an address, as on a local socket, have the empty key; a key keeps the first limiter that it was given.
    private const string NotCounted = "not counted";

    // The limiter rounds every wait to its period; shorter ones only keep the timer busy.
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromSeconds(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = (rejected, _) =>
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : ShortestPeriod;
        rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => !Counts(httpContext)
        ? RateLimitPartition.GetNoLimiter(NotCounted)
        : RateLimitPartition.GetTokenBucketLimiter(NetworkOf(httpContext.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, (int)(ShortestPeriod / every)),
            ReplenishmentPeriod = every > ShortestPeriod ? every : ShortestPeriod,
            QueueLimit = 0,
        });

    /// <summary>Which requests are counted.</summary>
    protected virtual bool Counts(HttpContext context) => true;

    /// <summary>An address; of IPv6 the network of 64 bits, of which one caller has all the addresses.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "";
    }
}
