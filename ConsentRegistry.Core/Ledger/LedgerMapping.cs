using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Ledger;

internal sealed class LedgerEventMapping : IEntityTypeConfiguration<LedgerEvent>
{
    public void Configure(EntityTypeBuilder<LedgerEvent> builder)
    {
        builder.ToTable("LedgerEvents");
        builder.HasKey(each => each.Sequence);
        builder.Property(each => each.Sequence).ValueGeneratedNever();
        builder.Property(each => each.Type).HasConversion<string>();
        builder.Property(each => each.FactsJson).HasColumnName("Facts");
        builder.Ignore(each => each.Facts);
        builder.HasIndex(each => each.Person);
        builder.HasIndex(each => each.ActId);
        builder.HasIndex(each => new { each.Type, each.Topic });
        builder.HasIndex(each => new { each.Type, each.RecordedAt });
    }
}

internal sealed class LedgerPayloadMapping : IEntityTypeConfiguration<LedgerPayload>
{
    public void Configure(EntityTypeBuilder<LedgerPayload> builder)
    {
        builder.ToTable("LedgerPayloads");
        builder.HasKey(each => each.Sequence);
        builder.Property(each => each.Sequence).ValueGeneratedNever();
    }
}

internal sealed class LedgerHeadMapping : IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerHead> builder)
    {
        builder.ToTable("LedgerHead");
        builder.Property(each => each.Id).ValueGeneratedNever();
        builder.HasData(new LedgerHead { Id = 1, Sequence = 0, Hash = LedgerChain.Genesis });
    }
}

internal sealed class LedgerAnchorMapping : IEntityTypeConfiguration<LedgerAnchor>
{
    public void Configure(EntityTypeBuilder<LedgerAnchor> builder)
    {
        builder.ToTable("LedgerAnchors");
        builder.HasKey(each => each.Sequence);
        builder.Property(each => each.Sequence).ValueGeneratedNever();
    }
}
