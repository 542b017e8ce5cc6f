using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Overviews;

internal sealed class TopicStandingMapping : IEntityTypeConfiguration<TopicStanding>
{
    public void Configure(EntityTypeBuilder<TopicStanding> builder)
    {
        builder.ToTable("TopicStandings");
        builder.HasKey(each => new { each.On, each.Topic });
    }
}
