using ConsentRegistry.Web.Jobs.Engine;
using Hangfire;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConsentRegistry.Web.Jobs;

/// <summary>Healthy while the store answers and the engine says now and then that it lives.</summary>
internal sealed class JobsHealth(JobStore store, TimeProvider time) : IHealthCheck
{
    /// <summary>Several heartbeats: one that comes late says nothing.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly DateTimeOffset since = time.GetUtcNow();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            var monitoring = store.Storage.GetMonitoringApi();
            // The queue is asked as well: a file may be torn in one place and whole in another.
            monitoring.EnqueuedCount("default");
            monitoring.ProcessingCount();
            var heard = monitoring.Servers().Max(server => (DateTime?)(server.Heartbeat ?? server.StartedAt)) is { } at
                ? new DateTimeOffset(at, TimeSpan.Zero)
                : since;
            return time.GetUtcNow() - heard < Silence ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        },
        cancellationToken);
}
