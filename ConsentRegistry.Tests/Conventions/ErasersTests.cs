using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>An erasure reaches every table that refers to a person (Article 17).</summary>
public sealed class ErasersTests
{
    /// <summary>Columns by which a row refers to a person; the index of a mailbox and every encrypted value count too.</summary>
    private static readonly string[] Signs = ["Person", "PersonId", "Subject", "MergedInto"];

    /// <summary>Keep the pseudonym and nothing readable, for ever: the chain, and which row of a file became whom (DESIGN 4).</summary>
    private static readonly string[] KeepThePseudonym = ["LedgerEvents", "ImportRunRows"];

    [Fact]
    public async Task Every_table_that_refers_to_a_person_has_an_eraser()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var covered = registry.Get<IEnumerable<IPersonEraser>>().SelectMany(eraser => eraser.Covers).Concat(PersonErasure.Covers).ToHashSet();
        await using var database = registry.Database();

        var forgotten = database.Model.GetEntityTypes().Where(RefersToAPerson).Where(entity => !covered.Contains(entity.ClrType)).Select(entity => entity.GetTableName());

        Assert.Equal(KeepThePseudonym.Order(), forgotten.Order());
    }

    [Fact]
    public async Task No_two_erasers_look_after_the_same_table()
    {
        await using var registry = await TestRegistry.OpenAsync();

        Assert.Distinct(registry.Get<IEnumerable<IPersonEraser>>().SelectMany(eraser => eraser.Covers).Concat(PersonErasure.Covers));
    }

    private static bool RefersToAPerson(IEntityType entity) =>
        entity.GetProperties().Any(property => Signs.Contains(property.Name) && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid))
        || entity.GetProperties().Any(property => property.ClrType == typeof(byte[]) && (property.Name == "MailboxIndex" || property.Name.StartsWith("Protected", StringComparison.Ordinal)))
        || entity.GetForeignKeys().Any(key => key.PrincipalEntityType.GetTableName() == "People");
}
