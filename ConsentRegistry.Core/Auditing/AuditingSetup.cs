using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Auditing;

internal static class AuditingSetup
{
    public static IServiceCollection AddAuditing(this IServiceCollection parts) => parts
        .AddSingleton<IDbContextFactory<AuditDbContext>, SqliteAudit>()
        .AddSingleton<AuditChain>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<AuditQueries>()
        .AddSingleton<VerifyAudit>()
        .AddSingleton<IStartupStep, UpgradeAudit>();
}
