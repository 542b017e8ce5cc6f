using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Storage;

/// <summary>
/// The registry's tables. Each feature maps its own entities and names them on the context (<c>context.People</c>) beside them; what differs between engines is in one subclass
/// an engine and its migrations. Writes go through <c>RegistryWriter</c> only.
/// </summary>
public abstract class RegistryDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>An instant as the engine's column holds it; prepared commands need it, which do not pass through the model.</summary>
    internal abstract object ToColumn(DateTimeOffset at);

    /// <summary>The people who fit a text, from the engine's own index of names; the last added first where there are more than the limit.</summary>
    /// <typeparam name="TPerson">The entity of a person, which this floor does not know.</typeparam>
    internal abstract IQueryable<TPerson> Named<TPerson>(NameSearch search)
        where TPerson : class;

    /// <summary>What the engine itself finds wrong with its file; empty when sound.</summary>
    internal abstract Task<IReadOnlyList<string>> IntegrityProblemsAsync(CancellationToken cancellation);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RegistryDbContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Words, not numbers: whoever opens the file with a database tool can read it.
        configurationBuilder.Properties<Topic>().HaveConversion<string>();
        configurationBuilder.Properties<Channel>().HaveConversion<string>();
        configurationBuilder.Properties<AddressKind>().HaveConversion<string>();
        configurationBuilder.Properties<Relationship>().HaveConversion<string>();
        configurationBuilder.Properties<AcquisitionSource>().HaveConversion<string>();
        configurationBuilder.Properties<CollectionMoment>().HaveConversion<string>();
        configurationBuilder.Properties<MessageKind>().HaveConversion<string>();
        configurationBuilder.Properties<SuppressionReason>().HaveConversion<string>();
    }
}
