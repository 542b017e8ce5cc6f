using ConsentRegistry.Core.Imports.Profiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Imports;

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("ImportRuns");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.State).HasConversion<string>();
        builder.HasIndex(run => run.Sha256);
        builder.OwnsOne(run => run.ApprovedOptIns);
        builder.Ignore(run => run.Origin);
        builder.ComplexProperty(run => run.Outcomes, outcomes => outcomes.Ignore(each => each.Total));
    }
}

internal sealed class ImportRunRowMapping : IEntityTypeConfiguration<ImportRunRow>
{
    public void Configure(EntityTypeBuilder<ImportRunRow> builder)
    {
        builder.ToTable("ImportRunRows");
        builder.HasKey(row => new { row.ImportId, row.Line });
        builder.Property(row => row.Outcome).HasConversion<string>();
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(row => row.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportProfileMapping : IEntityTypeConfiguration<ImportProfile>
{
    public void Configure(EntityTypeBuilder<ImportProfile> builder)
    {
        builder.ToTable("ImportProfiles");
        builder.Property(profile => profile.Id).ValueGeneratedNever();
        builder.HasIndex(profile => profile.Name).IsUnique();
    }
}
