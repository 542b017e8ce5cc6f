using ConsentRegistry.Core.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Suppressions.Doubts;

internal sealed class DoubtMapping : IEntityTypeConfiguration<Doubt>
{
    public void Configure(EntityTypeBuilder<Doubt> builder)
    {
        builder.ToTable("Doubts");
        builder.Property(doubt => doubt.Id).ValueGeneratedNever();
        builder.Property(doubt => doubt.Answer).HasConversion<string>();
        builder.Ignore(doubt => doubt.Scope);
        builder.HasIndex(doubt => doubt.PersonId);
        builder.HasIndex(doubt => new { doubt.ImportId, doubt.WordId });
        builder.HasIndex(doubt => new { doubt.WordId, doubt.Line });
        // Open doubts are read on every start page; answered ones stay, and their number grows every year.
        builder.HasIndex(doubt => doubt.RecordedAt).HasFilter("\"AnsweredAt\" IS NULL");
        builder.HasOne<Person>().WithMany().HasForeignKey(doubt => doubt.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<DoubtWord>().WithMany().HasForeignKey(doubt => doubt.WordId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DoubtWordMapping : IEntityTypeConfiguration<DoubtWord>
{
    public void Configure(EntityTypeBuilder<DoubtWord> builder)
    {
        builder.ToTable("DoubtWords");
        builder.Property(word => word.Id).ValueGeneratedNever();
        builder.HasIndex(word => new { word.ImportId, word.WordIndex }).IsUnique();
    }
}
