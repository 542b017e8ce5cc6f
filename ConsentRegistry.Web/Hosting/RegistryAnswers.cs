using ConsentRegistry.Core.Suppressions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConsentRegistry.Web.Hosting;

/// <summary>Ready means that <c>registry.db</c> opens and reads; degraded, that it does and nothing may be sent.</summary>
internal sealed class RegistryAnswers(RegistryReadiness registry) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await registry.MaySendAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
}
