using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Auditing;

/// <summary>
/// The tables of the audit trail, in a file of their own: a look at a page never waits for an import's transaction (DESIGN 4,
/// "Persistence"). Like the registry, one subclass an engine.
/// </summary>
public abstract class AuditDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<AuditEntry> Entries => Set<AuditEntry>();

    internal DbSet<AuditHead> Heads => Set<AuditHead>();

    /// <summary>What the engine itself finds wrong with its file; empty when sound.</summary>
    internal abstract Task<IReadOnlyList<string>> IntegrityProblemsAsync(CancellationToken cancellation);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("AuditEntries");
            entry.HasKey(each => each.Sequence);
            entry.Property(each => each.Sequence).ValueGeneratedNever();
            entry.Property(each => each.Action).HasConversion<string>();
            entry.HasIndex(each => each.Subject);
            entry.HasIndex(each => each.Operator);
            entry.HasIndex(each => each.Action);
            entry.HasIndex(each => each.At);
        });
        modelBuilder.Entity<AuditHead>(head =>
        {
            head.ToTable("AuditHead");
            head.Property(each => each.Id).ValueGeneratedNever();
            head.HasData(new AuditHead { Id = 1, Sequence = 0, Hash = AuditChain.Genesis });
        });
    }
}
