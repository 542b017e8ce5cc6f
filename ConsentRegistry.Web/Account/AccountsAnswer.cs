using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConsentRegistry.Web.Account;

/// <summary>Ready means that a colleague could sign in now: <c>accounts.db</c> opens and reads.</summary>
internal sealed class AccountsAnswer(IDbContextFactory<AccountsDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Roles.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
