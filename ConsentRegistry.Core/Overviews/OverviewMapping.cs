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

internal sealed class PeopleStandingMapping : IEntityTypeConfiguration<PeopleStanding>
{
    public void Configure(EntityTypeBuilder<PeopleStanding> builder)
    {
        builder.ToTable("PeopleStandings");
        builder.HasKey(each => each.On);
    }
}
