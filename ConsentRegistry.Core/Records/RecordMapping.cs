using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Records;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    private const string NotMerged = "\"MergedInto\" IS NULL";

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        // One for each order of the list of people; the language is in it so that its facet is answered from the index alone.
        builder.HasIndex(person => new { person.FamilyName, person.GivenName, person.Id, person.Language }).HasFilter(NotMerged);
        builder.HasIndex(person => new { person.Company, person.Id, person.Language }).HasFilter(NotMerged);
        builder.HasIndex(person => new { person.ChangedAt, person.Id, person.Language }).HasFilter(NotMerged);
        builder.HasIndex(person => person.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
        builder.HasIndex(person => person.CreatedByImport);
        builder.Property(person => person.Revision).IsConcurrencyToken();
        builder.Ignore(person => person.FullName);
        builder.Ignore(person => person.Details);
        builder.HasMany(person => person.Relationships).WithOne().HasForeignKey(each => each.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(person => person.ContactPoints).WithOne().HasForeignKey(each => each.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(person => person.Acquisitions).WithOne().HasForeignKey(each => each.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PersonRelationshipMapping : IEntityTypeConfiguration<PersonRelationship>
{
    public void Configure(EntityTypeBuilder<PersonRelationship> builder)
    {
        builder.ToTable("Relationships");
        builder.HasKey(each => new { each.PersonId, each.Relationship });
        builder.HasIndex(each => each.Relationship);
    }
}

internal sealed class ContactPointMapping : IEntityTypeConfiguration<ContactPoint>
{
    public void Configure(EntityTypeBuilder<ContactPoint> builder)
    {
        builder.ToTable("ContactPoints");
        builder.Property(each => each.Id).ValueGeneratedNever();
        builder.HasIndex(each => each.MailboxIndex);
    }
}

internal sealed class Article14NoticeMapping : IEntityTypeConfiguration<Article14Notice>
{
    public void Configure(EntityTypeBuilder<Article14Notice> builder)
    {
        builder.ToTable("UntoldPeople");
        builder.HasKey(each => each.PersonId);
        builder.Property(each => each.PersonId).ValueGeneratedNever();
        builder.HasIndex(each => each.ObtainedOn);
        builder.HasOne<Person>().WithOne().HasForeignKey<Article14Notice>(each => each.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AcquisitionMapping : IEntityTypeConfiguration<Acquisition>
{
    public void Configure(EntityTypeBuilder<Acquisition> builder)
    {
        builder.ToTable("Acquisitions");
        builder.Property(each => each.Id).ValueGeneratedNever();
    }
}
