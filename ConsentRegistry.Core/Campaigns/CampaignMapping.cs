using ConsentRegistry.Core.Campaigns.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Campaigns;

internal sealed class CampaignMapping : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.ToTable("Campaigns");
        builder.Property(each => each.State).HasConversion<string>();
        builder.Property(each => each.PausedBecause).HasConversion<string>();
        builder.Property(each => each.Revision).IsConcurrencyToken();
        builder.HasMany(each => each.Texts).WithOne().HasForeignKey(each => each.CampaignId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CampaignTextMapping : IEntityTypeConfiguration<CampaignText>
{
    public void Configure(EntityTypeBuilder<CampaignText> builder)
    {
        builder.ToTable("CampaignTexts");
        builder.HasKey(each => new { each.CampaignId, each.Language });
    }
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("Deliveries");
        builder.Property(each => each.Id).ValueGeneratedNever();
        builder.Property(each => each.State).HasConversion<string>();
        builder.Property(each => each.LastResult).HasConversion<string>();
        builder.Property(each => each.Code).HasConversion<string>();
        builder.Property(each => each.Rule).HasConversion<string>();
        builder.HasIndex(each => new { each.CampaignId, each.MailboxIndex }).IsUnique();
        builder.HasIndex(each => new { each.CampaignId, each.State });
        builder.HasIndex(each => new { each.MailboxIndex, each.DecidedAt });
        builder.HasIndex(each => new { each.PersonId, each.DecidedAt });
    }
}
