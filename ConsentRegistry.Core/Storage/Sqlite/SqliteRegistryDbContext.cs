using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Storage.Sqlite;

/// <summary>What only SQLite needs: instants as UTC ticks, because it cannot order its own text form of them.</summary>
public sealed class SqliteRegistryDbContext(DbContextOptions<SqliteRegistryDbContext> options) : RegistryDbContext(options)
{
    internal override object ToColumn(DateTimeOffset at) => at.UtcTicks;

    internal override IQueryable<TPerson> Named<TPerson>(NameSearch search) => SqliteNameIndex.Find(Set<TPerson>(), search);

    internal override Task<IReadOnlyList<string>> IntegrityProblemsAsync(CancellationToken cancellation) =>
        SqliteFile.IntegrityProblemsAsync(this, cancellation);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }
}
