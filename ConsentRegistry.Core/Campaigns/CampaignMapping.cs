using ConsentRegistry.Core.Campaigns.Audiences;
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
        builder.Property(each => each.MatchReason).HasConversion(reasons => reasons!.Stored(), stored => MatchReasons.Read(stored));
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

internal sealed class SavedAudienceMapping : IEntityTypeConfiguration<SavedAudience>
{
    public void Configure(EntityTypeBuilder<SavedAudience> builder)
    {
        builder.ToTable("SavedAudiences");
        builder.Property(each => each.Id).ValueGeneratedNever();
        builder.HasIndex(each => each.Name).IsUnique();
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

        // What is claimed next, in its order; a campaign must not look through itself for each batch.
        builder.HasIndex(each => new { each.CampaignId, each.State, each.NextAttemptAt, each.Id });

        // Holds all that progress is counted by: the rows themselves, with their facts, are many times as long.
        builder.HasIndex(each => new { each.CampaignId, each.State, each.Code, each.PersonId, each.DecidedAt });
        builder.HasIndex(each => new { each.MailboxIndex, each.DecidedAt });
        builder.HasIndex(each => new { each.PersonId, each.DecidedAt });
    }
}
