using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Auditing;

/// <summary>Opens contexts on <c>audit.db</c>.</summary>
public sealed class SqliteAudit(DataFolder folder) : IDbContextFactory<AuditDbContext>
{
    private readonly DbContextOptions<SqliteAuditDbContext> options = SqliteFile.OptionsFor<SqliteAuditDbContext>(folder.AuditDatabase);

    public AuditDbContext CreateDbContext() => new SqliteAuditDbContext(options);
}

/// <summary>What only SQLite needs for the audit trail.</summary>
public sealed class SqliteAuditDbContext(DbContextOptions<SqliteAuditDbContext> options) : AuditDbContext(options)
{
    internal override Task<IReadOnlyList<string>> IntegrityProblemsAsync(CancellationToken cancellation) =>
        SqliteFile.IntegrityProblemsAsync(this, cancellation);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
}
