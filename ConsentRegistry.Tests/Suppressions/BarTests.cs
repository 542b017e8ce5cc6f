using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Suppressions;

public sealed class BarTests
{
    private const string An = "an.peeters@voorbeeld.example";

    [Fact]
    public async Task A_candidate_who_applied_may_get_a_matched_offer()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        Assert.Equal(new SendDecision(DecisionCode.ContactPermission, RuleId.G16), await registry.DecideAsync(An));
    }

    [Theory]
    [InlineData("all", DecisionCode.OptedOutAll, RuleId.G08)]
    [InlineData("topic:Projects", DecisionCode.TopicOptedOut, RuleId.G09)]
    [InlineData("topic:Projects:Email", DecisionCode.TopicOptedOut, RuleId.G09)]
    [InlineData("channel:Email", DecisionCode.ChannelOptedOut, RuleId.G09)]
    [InlineData("topic:Events", DecisionCode.ContactPermission, RuleId.G16)]
    [InlineData("channel:Sms", DecisionCode.ContactPermission, RuleId.G16)]
    public async Task An_opt_out_bars_its_scope_and_nothing_else(string scope, DecisionCode code, RuleId rule)
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.OptOutAsync("AN.Peeters+jobs@Voorbeeld.example", scope);
        Assert.Equal(new SendDecision(code, rule), await registry.DecideAsync(An));
    }

    [Fact]
    public async Task An_opt_out_survives_a_restart_and_a_key_rotation()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.OptOutAsync(An);
        await registry.Get<RotateKeys>().ExecuteAsync(TestRegistry.By);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
        await registry.ReopenAsync();
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    [Fact]
    public async Task An_opt_in_by_staff_lifts_nothing()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.OptOutAsync(An);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.OptInAsync(person);
        Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), await registry.DecideAsync(An));
    }

    [Fact]
    public async Task An_opt_out_follows_the_person_to_an_address_that_comes_later()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.OptOutAsync(An);
        await registry.Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read("an@elders.example")!] }, TestRegistry.By);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("an@elders.example")).Code);

        // Also when the first address, and later the person, is gone.
        await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        Assert.Equal(DecisionCode.ErasedSuppressed, (await registry.DecideAsync("an@elders.example")).Code);
    }

    [Fact]
    public async Task After_an_erasure_the_person_is_gone_and_the_address_is_barred()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.OptInAsync(person);
        await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        Assert.Equal(new SendDecision(DecisionCode.ErasedSuppressed, RuleId.G03), await registry.DecideAsync(An));
        await using var database = registry.Database();
        Assert.False(await database.People.AnyAsync());
        Assert.False(await database.ContactPoints.AnyAsync());
        Assert.True((await registry.Get<VerifyLedger>().ExecuteAsync()).IsSound);
    }

    [Fact]
    public async Task Erasing_one_holder_of_a_shared_address_leaves_an_opt_out_for_the_other()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var gone = await registry.CandidateAsync(An);
        await registry.CandidateAsync(An, "Jan", "Maes", person => person with { SharesAddress = true });
        await registry.Get<ErasePerson>().ExecuteAsync(gone, TestRegistry.By, EntryPoint.CommandLine);
        Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), await registry.DecideAsync(An));
    }

    [Fact]
    public async Task A_loaded_list_bars_people_who_come_later()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var loaded = await registry.Get<LoadSuppressions>().ExecuteAsync(
            SuppressionLines.Of(An, "", "geen adres", "0475/12.34.56"), SuppressionReason.OptOut, "old system", TestRegistry.By);
        Assert.Equal((2, 0), (loaded.Added, loaded.Known));
        Assert.Equal([3L], loaded.Unreadable);
        await registry.CandidateAsync(An, but: person => person with { Addresses = [Address.Read(An)!, Address.Read("an@elders.example")!] });
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("an@elders.example")).Code);

        var again = await registry.Get<LoadSuppressions>().ExecuteAsync(SuppressionLines.Of(An), SuppressionReason.OptOut, "old system", TestRegistry.By);
        Assert.Equal((0, 1), (again.Added, again.Known));
    }

    [Fact]
    public async Task A_bar_that_only_the_journal_has_is_taken_over_at_start()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.CloseAsync();
        File.Copy(Path.Combine(registry.Folder, "registry.db"), Path.Combine(registry.Folder, "older.db"));
        await registry.StartAsync();
        await registry.OptOutAsync(An);
        await registry.CloseAsync();

        // The database of before the opt-out, as a restored backup is.
        File.Move(Path.Combine(registry.Folder, "older.db"), Path.Combine(registry.Folder, "registry.db"), overwrite: true);
        File.Delete(Path.Combine(registry.Folder, "registry.db-wal"));
        File.Delete(Path.Combine(registry.Folder, "registry.db-shm"));
        await registry.StartAsync();
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    [Fact]
    public async Task A_lost_journal_locks_sending()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        File.Delete(Path.Combine(registry.Folder, "journal", OptOutJournal.FileName));
        await registry.StartAsync();
        Assert.Equal(SendingLock.JournalLost, registry.Get<SendingLock>().Reason);
    }

    [Fact]
    public async Task A_torn_last_line_of_the_journal_is_cut_before_the_next_act()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        var path = Path.Combine(registry.Folder, "journal", OptOutJournal.FileName);
        await File.AppendAllTextAsync(path, "{\"number\":2,\"act\":\"01", TestContext.Current.CancellationToken);
        await registry.StartAsync();
        await registry.OptOutAsync("jan@voorbeeld.example");
        Assert.True((await registry.Get<VerifyLedger>().ExecuteAsync()).IsSound);
        Assert.Equal(2, registry.Get<OptOutJournal>().End);
    }
}
