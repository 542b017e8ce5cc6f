using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Suppressions;

/// <summary>Ways in which a bar could have been lost or lifted; each is one that a reader of the code thought of.</summary>
public sealed class BarsThatMustHoldTests
{
    private const string An = "an.peeters@voorbeeld.example";
    private const string Other = "an@elders.example";

    [Fact]
    public async Task A_bar_received_a_moment_after_the_decision_took_its_instant_still_counts()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromSeconds(1));
        await registry.OptOutAsync(An);
        var loaded = await registry.Get<SendFactsLoader>().LoadAsync(
            new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true },
            [Address.Read(An)!],
            before);
        Assert.Equal(DecisionCode.OptedOutAll, loaded[0].Decide().Code);
    }

    [Fact]
    public async Task Opt_outs_recorded_after_a_journal_was_lost_hold_after_restart_and_release()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.OptOutAsync("een@voorbeeld.example");
        await registry.OptOutAsync("twee@voorbeeld.example");
        await registry.CloseAsync();
        File.Delete(Path.Combine(registry.Folder, "journal", OptOutJournal.FileName));
        await registry.StartAsync();
        await registry.CandidateAsync(An);
        await registry.OptOutAsync(An);
        await registry.ReopenAsync();
        Assert.Equal(SendingLock.JournalLost, registry.Get<SendingLock>().Reason);
        Assert.Contains((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings, finding => finding.Table == "journal");
        await registry.Get<SendingLock>().ReleaseAsync("nothing was lost", TestRegistry.By);
        await registry.ReopenAsync();
        Assert.Null(registry.Get<SendingLock>().Reason);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("een@voorbeeld.example")).Code);
    }

    [Fact]
    public async Task A_bar_on_a_whole_domain_is_seen_at_the_last_look()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        var loaded = await registry.Get<SendFactsLoader>().LoadAsync(
            new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email }, [Address.Read(An)!], registry.Clock.Now);
        await registry.OptOutAsync("@voorbeeld.example", reason: SuppressionReason.DomainRequest);
        Assert.NotEqual(loaded[0].Version, registry.Get<SendFactsLoader>().VersionNow(loaded[0].Address, loaded[0].People));
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    [Fact]
    public async Task Correcting_the_entry_of_one_address_leaves_the_others_of_the_same_act()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An, but: person => person with { Addresses = [Address.Read(An)!, Address.Read(Other)!] });
        await registry.OptOutAsync(An);
        var mistaken = registry.Get<SuppressionKeys>().Of(Address.Read(Other)!).ToBytes();
        long entry;
        await using (var database = registry.Database())
        {
            entry = await database.SuppressionEntries.Where(each => each.Key == mistaken).Select(each => each.Id).SingleAsync();
        }

        Assert.True((await registry.Get<CorrectMistakenEntry>().ExecuteAsync(entry, "typed wrongly", TestRegistry.By)).IsDone);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
        Assert.True((await registry.Get<VerifyLedger>().ExecuteAsync()).IsSound);
    }

    [Fact]
    public async Task Correcting_the_only_entry_ends_the_bar_and_it_does_not_come_back()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.OptOutAsync(An);
        Assert.True((await registry.Get<CorrectMistakenEntry>().ExecuteAsync(1, "another An", TestRegistry.By)).IsDone);
        Assert.True((await registry.DecideAsync(An)).IsAllowed);
        await registry.Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read(Other)!] }, TestRegistry.By);
        Assert.True((await registry.DecideAsync(An)).IsAllowed);
        Assert.True((await registry.DecideAsync(Other)).IsAllowed);
    }

    [Fact]
    public async Task An_opt_in_given_before_two_records_met_lifts_nothing_of_the_other_though_they_met_through_a_third()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var a = await registry.CandidateAsync("a@voorbeeld.example");
        var b = await registry.CandidateAsync("b@voorbeeld.example");
        var c = await registry.CandidateAsync("c@voorbeeld.example");
        await registry.OptOutAsync("a@voorbeeld.example", reason: SuppressionReason.Objection);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(a, b, TestRegistry.By)).IsDone);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await LiftingOptInAsync(registry, c);
        Assert.Equal(DecisionCode.OptIn, (await registry.DecideAsync("c@voorbeeld.example")).Code);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(b, c, TestRegistry.By)).IsDone);
        foreach (var address in new[] { "a", "b", "c" })
        {
            Assert.Equal(DecisionCode.Objected, (await registry.DecideAsync($"{address}@voorbeeld.example")).Code);
        }

        registry.Clock.Advance(TimeSpan.FromDays(1));
        await LiftingOptInAsync(registry, c);
        var lifted = (await registry.Get<PeopleQueries>().FindAsync(c))!;
        var bound = lifted.ContactPoints.Single(point => point.Id == lifted.Standing.OptIns[^1].ContactPoint);
        Assert.Equal(DecisionCode.OptIn, (await registry.DecideAsync(bound.Address.Exact)).Code);
    }

    [Fact]
    public async Task An_address_that_takes_the_place_of_the_barred_one_in_the_same_edit_is_barred_for_whoever_has_it()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.OptOutAsync(An);
        var point = Assert.Single((await registry.Get<PeopleQueries>().FindAsync(person))!.ContactPoints).Id;

        Assert.True((await registry.Get<EditPerson>().ExecuteAsync(
            person, new PersonChanges { RemoveContactPoints = [point], AddAddresses = [Address.Read(Other)!] }, TestRegistry.By)).IsDone);

        Assert.Equal(LedgerEventType.OptOutAll, PropagateBars.TypeOf(Assert.Single(await EntriesAsync(registry, Other))));
        Assert.Single(await EntriesAsync(registry, An));
    }

    [Fact]
    public async Task An_erasure_leaves_an_objection_on_every_address_also_where_it_had_not_come_yet()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An, but: its => its with { Addresses = [Address.Read(An)!, Address.Read(Other)!] });
        // As a crash between the objection and its way to the other address leaves it.
        Assert.True(await registry.Get<RecordBar>().ExecuteAsync(
            [
                new BarAct(JournalKind.Bar, LedgerEventType.Objection, person, [Address.Read(An)!])
                {
                    ActId = Guid.CreateVersion7(registry.Clock.Now), Reason = SuppressionReason.Objection, ReceivedAt = registry.Clock.Now, EntryPoint = EntryPoint.Screen, Operator = TestRegistry.By,
                },
            ]));

        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.Screen)).IsDone);

        foreach (var address in new[] { An, Other })
        {
            Assert.Equal([SuppressionReason.Objection, SuppressionReason.Erasure], (await EntriesAsync(registry, address)).Select(entry => entry.Reason).Order());
        }
    }

    [Fact]
    public async Task A_rotation_takes_along_more_entries_than_it_reads_at_once()
    {
        const int Many = 2_001;
        await using var registry = await TestRegistry.OpenAsync();
        await registry.Get<LoadSuppressions>().ExecuteAsync(
            SuppressionLines.Of(Enumerable.Range(1, Many).Select(each => $"kandidaat{each}@voorbeeld.example")), null, null, TestRegistry.By);

        await registry.Get<RotateKeys>().ExecuteAsync(TestRegistry.By);
        await registry.ReopenAsync();

        foreach (var each in new[] { 1, Many - 1, Many })
        {
            Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), await registry.DecideAsync($"kandidaat{each}@voorbeeld.example"));
        }

        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
    }

    [Fact]
    public async Task A_merge_does_not_lift_a_restriction()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var a = await registry.CandidateAsync("a@voorbeeld.example");
        var b = await registry.CandidateAsync("b@voorbeeld.example");
        foreach (var (person, restricted) in new[] { (b, true), (a, true), (b, false) })
        {
            Assert.True((await registry.Get<RestrictPerson>().ExecuteAsync(person, restricted, "asked", TestRegistry.By)).IsDone);
        }

        await registry.Get<MergePeople>().ExecuteAsync(a, b, TestRegistry.By);
        Assert.Equal(new SendDecision(DecisionCode.Restricted, RuleId.G04), await registry.DecideAsync("b@voorbeeld.example"));
        await registry.Get<RestrictPerson>().ExecuteAsync(b, false, "over", TestRegistry.By);
        Assert.True((await registry.DecideAsync("a@voorbeeld.example")).IsAllowed);
    }

    [Fact]
    public async Task Keys_that_did_not_write_the_journal_stop_the_start()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        var kept = Directory.CreateDirectory(registry.Folder + "-kept").FullName;
        foreach (var file in Directory.GetFiles(registry.Folder, "registry.db*"))
        {
            File.Move(file, Path.Combine(kept, Path.GetFileName(file)));
        }

        Directory.Move(Path.Combine(registry.Folder, "keys"), Path.Combine(kept, "keys"));
        await Assert.ThrowsAsync<KeyProblemException>(registry.StartAsync);
        await registry.CloseAsync();

        // The way out that the text names; the refused start has made no database that would know the wrong keys.
        Assert.Empty(Directory.GetFiles(registry.Folder, "registry.db*"));
        Directory.Delete(Path.Combine(registry.Folder, "keys"), recursive: true);
        Directory.Move(Path.Combine(kept, "keys"), Path.Combine(registry.Folder, "keys"));
        foreach (var file in Directory.GetFiles(kept))
        {
            File.Move(file, Path.Combine(registry.Folder, Path.GetFileName(file)));
        }

        Directory.Delete(kept, recursive: true);
        await registry.StartAsync();
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    [Fact]
    public async Task After_an_erasure_no_delivery_holds_the_address()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java", OfferReference = "P-7", MatchReason = "Java", Audience = new Audience { Relationships = [Relationship.CandidateApplied] } }, TestRegistry.By);
        Assert.True((await registry.Get<StartCampaign>().StartAsync(saved.Value!.Id)).IsDone);
        await registry.Get<DeliverCampaign>().ExecuteAsync(saved.Value.Id, CancellationToken.None);
        await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        var row = Assert.Single((await registry.Get<CampaignQueries>().DeliveriesAsync(saved.Value.Id, null, null, 0, 10, readable: true)).Rows);
        Assert.Equal((string.Empty, null), (row.Address, row.MatchReason));
    }

    [Theory]
    [InlineData("UPDATE SuppressionEntries SET Reason = 'Manual'", "SuppressionEntries")]
    [InlineData("UPDATE SuppressionEntries SET Source = 'elsewhere'", "journal")]
    [InlineData("INSERT INTO SuppressionCorrections (EntryId, LedgerSequence, RecordedAt) VALUES (1, 1, 0)", "SuppressionCorrections")]
    public async Task Switching_an_entry_off_with_a_database_tool_is_found(string sql, string table)
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(registry.Folder, "registry.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER SuppressionEntries_no_update; " + sql;
            command.ExecuteNonQuery();
        }

        await registry.StartAsync();
        Assert.Contains((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings, finding => finding.Table == table);
    }

    [Fact]
    public async Task A_copy_of_the_journal_makes_good_for_a_lost_one()
    {
        var first = Directory.CreateTempSubdirectory("journal").FullName;
        var second = Directory.CreateTempSubdirectory("journal").FullName;
        using (var journal = OptOutJournal.Open(first, [second]))
        {
            journal.Append([new JournalLine { Act = Guid.CreateVersion7(DateTimeOffset.UnixEpoch) }, new JournalLine()]);
        }

        File.Delete(Path.Combine(first, OptOutJournal.FileName));
        using (var journal = OptOutJournal.Open(first, [second]))
        {
            Assert.Equal([1L, 2L], journal.After(0).Select(line => line.Number));
        }

        await File.WriteAllTextAsync(Path.Combine(second, OptOutJournal.FileName), "something else\n", TestContext.Current.CancellationToken);
        using (var journal = OptOutJournal.Open(first, [second]))
        {
            // Nobody can say which one is right, so that sending is locked; what the first has holds.
            Assert.Equal([Path.Combine(second, OptOutJournal.FileName)], journal.OtherCopies);
            Assert.Equal([1L, 2L], journal.After(0).Select(line => line.Number));
        }

        Directory.Delete(first, recursive: true);
        Directory.Delete(second, recursive: true);
    }

    private static Task<Result<bool>> LiftingOptInAsync(TestRegistry registry, Guid person) => registry.Get<RegistryWriter>().WriteAsync(
        write => RecordOptIn.WriteAsync(
            write,
            new NewOptIn(person, Topic.Projects, Channel.Email)
            {
                GivenAt = registry.Clock.Now, Wording = "Ja", Language = "nl", PolicyVersion = "v3", How = "confirmation", Evidence = new Evidence("clicked"),
            },
            startedByPerson: true,
            "person"));

    private static async Task<IReadOnlyList<SuppressionEntry>> EntriesAsync(TestRegistry registry, string address)
    {
        var asked = Address.Read(address)!;
        return [.. (await registry.Get<SuppressionList>().EntriesOfAsync([asked]))[asked]];
    }
}
