using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Preferences.Unsubscribe;

public sealed class UnsubscribeByTokenTests
{
    private const string Mail = "an@voorbeeld.example";

    [Fact]
    public async Task The_way_out_works_from_the_token_alone_when_people_cannot_be_looked_up()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(Mail);
        var token = TokenOf(registry, person);
        await using var database = registry.Database();
        await database.Database.ExecuteSqlRawAsync("ALTER TABLE People RENAME TO Elsewhere");

        var view = await registry.Get<UnsubscribeByToken>().ViewAsync(token);
        await registry.Get<UnsubscribeByToken>().OptOutAsync(token, [new BarScope(Topic.Projects, null)], EntryPoint.OneClick);

        await database.Database.ExecuteSqlRawAsync("ALTER TABLE Elsewhere RENAME TO People");
        Assert.Equal(new PreferencePageView(null, null), view);
        Assert.Equal(person, registry.Get<OptOutJournal>().Read().Last().Line!.Person);
        Assert.Equal(DecisionCode.TopicOptedOut, (await registry.DecideAsync(Mail)).Code);
    }

    [Fact]
    public async Task Several_choices_are_one_transaction_and_hold_all_the_same_while_the_database_refuses_one_of_them()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(Mail);
        await using var database = registry.Database();
        await database.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER refuse BEFORE INSERT ON LedgerEvents WHEN NEW.Type = 'OptOutChannel' BEGIN SELECT RAISE(ABORT, 'no'); END");

        await registry.Get<UnsubscribeByToken>().OptOutAsync(
            TokenOf(registry, person), [new BarScope(Topic.Projects, null), new BarScope(null, Channel.Sms)], EntryPoint.PreferencePage);

        Assert.Empty(await BarsAsync(registry));
        Assert.Equal(DecisionCode.TopicOptedOut, (await registry.DecideAsync(Mail)).Code);
        await database.Database.ExecuteSqlRawAsync("DROP TRIGGER refuse");
        await registry.Get<RecordBar>().CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal([LedgerEventType.OptOutTopic, LedgerEventType.OptOutChannel], await BarsAsync(registry));
    }

    private static PreferenceToken TokenOf(TestRegistry registry, Guid person)
    {
        var keys = registry.Get<SuppressionKeys>();
        return new PreferenceToken(person, AddressKind.Email, keys.Of(Address.Read(Mail)!), keys.Version, Topic.Projects, Guid.Empty, new DateOnly(2026, 3, 16));
    }

    private static async Task<List<LedgerEventType>> BarsAsync(TestRegistry registry)
    {
        await using var database = registry.Database();
        return (await database.LedgerEvents.OrderBy(each => each.Sequence).Select(each => each.Type).ToListAsync()).FindAll(type => type.IsBar());
    }
}
