using ConsentRegistry.Core.Suppressions;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConsentRegistry.Web.Hosting;

/// <summary>
/// <c>/healthz</c>: the process answers. <c>/readyz</c>: everything it needs answers too, one line a check. A feature
/// adds its own with <c>builder.Services.AddHealthChecks().AddCheck&lt;T&gt;(name, tags: [Health.Ready])</c>.
/// </summary>
public static class Health
{
    public const string Ready = "ready";

    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<RegistryAnswers>("registry", tags: [Ready]);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/readyz", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = WriteLines,
        }).AllowAnonymous();
    }

    // Names and states only: the reason of a failure is in the log, not on a page that anyone may read.
    private static Task WriteLines(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', report.Entries
            .Select(check => $"{check.Key}: {check.Value.Status}")
            .Prepend(report.Status.ToString())));
    }

    /// <summary>Ready means that <c>registry.db</c> opens and reads; degraded, that it does and nothing may be sent.</summary>
    private sealed class RegistryAnswers(RegistryReadiness registry) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await registry.MaySendAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded();
    }
}
