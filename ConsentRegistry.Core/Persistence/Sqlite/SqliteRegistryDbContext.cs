using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ConsentRegistry.Core.Persistence.Sqlite;

/// <summary>What only SQLite needs: instants as UTC ticks, because it cannot order its own text form of them.</summary>
public sealed class SqliteRegistryDbContext(DbContextOptions<SqliteRegistryDbContext> options) : RegistryDbContext(options)
{
    internal override object ToColumn(DateTimeOffset at) => at.UtcTicks;

    internal override async Task<IReadOnlyList<string>> IntegrityProblemsAsync(CancellationToken cancellation) =>
        [.. (await Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(cancellation)).Where(line => line != "ok")];

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
