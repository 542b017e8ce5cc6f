using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Drafts;

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.HasKey(draft => new { draft.Operator, draft.Form, draft.Subject });
        builder.Ignore(draft => draft.Key);
    }
}
