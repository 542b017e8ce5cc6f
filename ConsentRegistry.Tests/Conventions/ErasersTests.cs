using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>An erasure reaches every table that refers to a person (Article 17).</summary>
public sealed class ErasersTests
{
    private const string An = "an@voorbeeld.example";

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

    /// <summary>An eraser that names a table and takes nothing out of it is found here, and so is a table for which this test writes no row.</summary>
    [Fact]
    public async Task An_erasure_takes_something_out_of_every_row_that_was_about_the_person()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(
            An, but: each => each with { Relationship = Relationship.CandidateSourced, Source = AcquisitionSource.CvMatch, Moment = CollectionMoment.ProjectBid, NoticeVersion = null, ObjectionOffered = false });
        await registry.OptInAsync(person);
        await registry.Get<RegistryWriter>().WriteAsync(write => WriteAboutAsync(registry, write, person));
        var covered = registry.Get<IEnumerable<IPersonEraser>>().SelectMany(eraser => eraser.Covers).Concat(PersonErasure.Covers).ToList();
        var before = await RowsAsync(registry, covered);
        Assert.Equal([], covered.Where(type => before[type].Count == 0).Select(type => type.Name));

        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine)).IsDone);

        var after = await RowsAsync(registry, covered);
        Assert.Equal([], covered.SelectMany(type => before[type].Intersect(after[type]).Select(row => $"{type.Name}: {row}")));
    }

    /// <summary>A row of every table that is not filled by making the person.</summary>
    private static async Task<int> WriteAboutAsync(TestRegistry registry, RegistryWrite write, Guid person)
    {
        var values = registry.Get<ProtectedValues>();
        var address = Address.Read(An)!;
        var campaign = new Campaign { Id = Guid.CreateVersion7(write.At), Name = "Java", CreatedAt = write.At, CreatedBy = TestRegistry.By };
        campaign.ProtectedList = values.Protect(An, AudienceReader.ListColumn, campaign.Id);
        var delivery = Guid.CreateVersion7(write.At);
        var draft = new DraftKey("ada", "opt-in", person);
        write.Context.AddRange(
            campaign,
            new Delivery
            {
                Id = delivery,
                CampaignId = campaign.Id,
                PersonId = person,
                ProtectedAddress = values.Protect(An, Delivery.AddressColumn, delivery),
                MailboxIndex = registry.Get<ContactPointCipher>().IndexOf(address),
                MatchReason = "Java",
                State = DeliveryState.Sent,
            },
            new Draft { Operator = draft.Operator, Form = draft.Form, Subject = draft.Subject, ProtectedContent = values.Protect("An belde"u8.ToArray(), Draft.ContentColumn, draft.Row), ChangedAt = write.At });
        return await registry.Get<OpenDoubts>().ExecuteAsync(
            write, [new NewDoubt(person, null, null, write.At, Guid.CreateVersion7(write.At), "candidates.csv", 2, "Status", "Archived")], TestRegistry.By);
    }

    /// <summary>Every row of the tables, with the values of all its columns.</summary>
    private static async Task<Dictionary<Type, List<string>>> RowsAsync(TestRegistry registry, IEnumerable<Type> types)
    {
        var rows = new Dictionary<Type, List<string>>();
        await using var database = registry.Database();
        foreach (var type in types)
        {
            var entity = database.Model.FindEntityType(type)!;
            await using var command = database.Database.GetDbConnection().CreateCommand();
            await database.Database.OpenConnectionAsync();
            command.CommandText = $"SELECT * FROM \"{entity.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync();
            rows[type] = [];
            while (await reader.ReadAsync())
            {
                rows[type].Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
            }
        }

        return rows;
    }

    private static bool RefersToAPerson(IEntityType entity) =>
        entity.GetProperties().Any(property => Signs.Contains(property.Name) && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid))
        || entity.GetProperties().Any(property => property.ClrType == typeof(byte[]) && (property.Name == "MailboxIndex" || property.Name.StartsWith("Protected", StringComparison.Ordinal)))
        || entity.GetForeignKeys().Any(key => key.PrincipalEntityType.GetTableName() == "People");
}
