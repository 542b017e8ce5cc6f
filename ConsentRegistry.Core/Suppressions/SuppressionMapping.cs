using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Suppressions;

internal sealed class SuppressionEntryMapping : IEntityTypeConfiguration<SuppressionEntry>
{
    public void Configure(EntityTypeBuilder<SuppressionEntry> builder)
    {
        builder.ToTable("SuppressionEntries");
        builder.Ignore(each => each.Scope);
        builder.HasIndex(each => each.Key);
        builder.HasIndex(each => each.LedgerSequence);
        builder.HasIndex(each => each.ActId);
    }
}

internal sealed class SuppressionCorrectionMapping : IEntityTypeConfiguration<SuppressionCorrection>
{
    public void Configure(EntityTypeBuilder<SuppressionCorrection> builder)
    {
        builder.ToTable("SuppressionCorrections");
        builder.HasKey(each => each.EntryId);
        builder.Property(each => each.EntryId).ValueGeneratedNever();
    }
}

internal sealed class RegistryStateMapping : IEntityTypeConfiguration<RegistryState>
{
    public void Configure(EntityTypeBuilder<RegistryState> builder)
    {
        builder.ToTable("RegistryState");
        builder.Property(each => each.Id).ValueGeneratedNever();
    }
}
