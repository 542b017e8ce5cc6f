using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Preferences;
using ConsentRegistry.Web.Account.SecondFactors;
using ConsentRegistry.Web.Account.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ConsentRegistry.Web.Account;

/// <summary>
/// The accounts of operators, in a file of their own (<c>accounts.db</c>), so that a sign-in never waits for an import.
/// The one context that Web may see.
/// </summary>
public sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options)
    : IdentityDbContext<OperatorAccount, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<OperatorSession> Sessions => Set<OperatorSession>();

    public DbSet<SpentCode> SpentCodes => Set<SpentCode>();

    public DbSet<OperatorPreference> Preferences => Set<OperatorPreference>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<OperatorAccount>(account =>
        {
            account.ToTable("Accounts");
            account.Property(a => a.DisplayName).HasMaxLength(OperatorAccount.DisplayNameLength);
        });
        builder.Entity<OperatorSession>(session =>
        {
            session.ToTable("Sessions");
            session.Property(s => s.Browser).HasMaxLength(OperatorSession.BrowserLength);
            session.HasOne<OperatorAccount>().WithMany().HasForeignKey(s => s.AccountId);
        });
        builder.Entity<SpentCode>(code =>
        {
            code.ToTable("SpentCodes");
            code.HasKey(c => new { c.AccountId, c.Step, c.Code });
            code.Property(c => c.Code).HasMaxLength(OneTimeCodes.Digits);
            code.HasOne<OperatorAccount>().WithMany().HasForeignKey(c => c.AccountId);
        });
        builder.Entity<OperatorPreference>(preference =>
        {
            preference.ToTable("OperatorPreferences");
            preference.HasKey(p => new { p.Operator, p.Name });
            preference.Property(p => p.Operator).HasMaxLength(OperatorPreference.OperatorLength);
            preference.Property(p => p.Name).HasMaxLength(OperatorPreference.NameLength);
        });
        builder.Entity<IdentityRole<Guid>>().HasData(Role.All.Select(SeededRole));
    }

    // The ids are constants, because a seeded row that changes from build to build would ask for a migration each time.
    private static IdentityRole<Guid> SeededRole(string name, int index) => new(name)
    {
        Id = new Guid(index + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = name,
    };

    /// <summary>SQLite has no instant that it can order; ticks in UTC it can.</summary>
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
