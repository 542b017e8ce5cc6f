using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentRegistry.Core.Sending.Settings;

internal sealed class SettingsVersionMapping : IEntityTypeConfiguration<SettingsVersion>
{
    public void Configure(EntityTypeBuilder<SettingsVersion> builder)
    {
        builder.ToTable("SettingsVersions");
        builder.HasKey(each => each.Version);
        builder.Property(each => each.Version).ValueGeneratedNever();
    }
}
