using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Auditing;

/// <summary>At start: <c>audit.db</c> has the tables of this version.</summary>
internal sealed class UpgradeAudit(SqliteStart databases, IDbContextFactory<AuditDbContext> audits) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var audit = audits.CreateDbContext();
        await databases.BringUpToDateAsync(audit, cancellation);
    }
}
