using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.People;

/// <summary>One address of a person was changed with a database tool: what is not known blocks, and a no still holds (guarantees 7 and 9).</summary>
public sealed class DamagedContactPointTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";

    private TestRegistry registry = null!;
    private Guid person;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        person = await registry.CandidateAsync(An, but: each => each with { Addresses = [.. each.Addresses, Address.Read("0475123456")!] });
        await registry.CloseAsync();
        TamperedDatabase.Change(
            Path.Combine(registry.Folder, "registry.db"),
            "UPDATE ContactPoints SET ProtectedValue = substr(ProtectedValue, 1, length(ProtectedValue) - 1) || iif(substr(ProtectedValue, -1) = x'00', x'01', x'00') WHERE Kind = 'Phone'",
            withTriggers: true);
        await registry.StartAsync();
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task The_other_addresses_are_undetermined_because_a_bar_may_stand_on_the_damaged_one()
    {
        var decision = await registry.DecideAsync(An);
        Assert.Equal((DecisionCode.Undetermined, RuleId.G01), (decision.Code, decision.Rule));
    }

    [Fact]
    public async Task An_opt_out_of_the_person_holds_and_stands_on_what_can_be_read()
    {
        Assert.True((await registry.Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, TestRegistry.By)).IsDone);
        await registry.CandidateAsync("niemand@voorbeeld.example");
        var entries = await registry.Get<SuppressionList>().EntriesOfAsync([Address.Read(An)!]);
        Assert.Single(entries[Address.Read(An)!]);
    }

    [Fact]
    public async Task The_list_names_the_mailbox_that_can_be_read_and_none_where_none_can()
    {
        Assert.Equal((An, 0), await EmailAsync());
        await registry.CloseAsync();
        TamperedDatabase.Change(Path.Combine(registry.Folder, "registry.db"), "UPDATE ContactPoints SET ProtectedValue = x'0102'", withTriggers: true);
        await registry.StartAsync();
        Assert.Equal((null, 0), await EmailAsync());

        async Task<(string?, int)> EmailAsync() =>
            Assert.Single((await registry.Get<PeopleQueries>().ListAsync(new PeopleFilter { WithEmail = true })).Rows) is var row ? (row.Email, row.FurtherEmails) : default;
    }

    [Fact]
    public async Task The_page_opens_with_damaged_notes_and_payloads_too()
    {
        await registry.OptInAsync(person);
        await registry.CloseAsync();
        TamperedDatabase.Change(Path.Combine(registry.Folder, "registry.db"), "UPDATE People SET ProtectedNotes = x'0102'; UPDATE LedgerPayloads SET ProtectedPayload = x'0102'", withTriggers: false);
        await registry.StartAsync();
        var view = (await registry.Get<PeopleQueries>().FindAsync(person))!;
        Assert.Null(view.Notes);
        Assert.All(view.Timeline, entry => Assert.Null(entry.Payload));
        Assert.Contains((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings, finding => finding.Table == "LedgerPayloads");
    }

    [Fact]
    public async Task An_erasure_is_refused_because_no_suppression_could_be_kept()
    {
        var outcome = await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        Assert.Equal(Refusal.ContactPointDamaged, outcome.Refusal);
        Assert.NotNull(await registry.Get<PeopleQueries>().FindAsync(person));
    }

    [Fact]
    public async Task The_page_opens_and_says_which_it_is_and_taking_it_away_mends_it()
    {
        var point = Assert.Single((await registry.Get<PeopleQueries>().FindAsync(person))!.ContactPoints, each => !each.IsReadable);
        Assert.Equal(AddressKind.Phone, point.Address.Kind);
        Assert.DoesNotContain(await registry.Get<PreferenceQueries>().MatrixAsync(person), each => each.Decision.IsAllowed);
        Assert.True((await registry.Get<EditPerson>().ExecuteAsync(person, new PersonChanges { RemoveContactPoints = [point.Id] }, TestRegistry.By)).IsDone);
        Assert.Equal(DecisionCode.ContactPermission, (await registry.DecideAsync(An)).Code);
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }
}
