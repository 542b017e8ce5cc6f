using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>The verbs that change or ask a registry: what the use cases do is tested with them, here is what the verbs make of it.</summary>
public sealed class RegistryVerbsTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";
    private const string Proof = "--wording Ja --language nl --policy v3 --how form --evidence proof.txt";

    private TestRegistry registry = null!;
    private Guid an;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        an = await registry.CandidateAsync(An);
        await registry.CloseAsync();
        await File.WriteAllTextAsync(Path.Combine(registry.Desk, "proof.txt"), "signed");
        await File.WriteAllTextAsync(Path.Combine(registry.Desk, "empty.txt"), "");
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task An_opt_in_with_all_of_its_proof_can_be_used()
    {
        Assert.Equal("Opt-in recorded, proven.\n", await DoneAsync($"optin {An} --topic Events --channel Email --at 2026-01-10T10:00:00+01:00 {Proof}"));

        Assert.StartsWith("Allow OptIn (G-12): ", await DoneAsync($"check {An} --kind EventInvitation"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--wording Ja")]
    [InlineData("--language nl")]
    [InlineData("--policy v3")]
    [InlineData("--how form")]
    [InlineData("--evidence proof.txt")]
    public async Task An_opt_in_that_lacks_one_proof_is_kept_and_cannot_be_used(string missing)
    {
        var line = $"optin {An} --topic Events --channel Email --at 2026-01-10T10:00:00+01:00 {Proof}".Replace(missing, "", StringComparison.Ordinal);

        Assert.StartsWith("Opt-in recorded, unproven", await DoneAsync(line), StringComparison.Ordinal);

        Assert.StartsWith("Block ConsentUnproven (G-12): ", await DoneAsync($"check {An} --kind EventInvitation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_opt_in_typed_by_staff_lifts_no_opt_out()
    {
        await DoneAsync($"optout {An} --scope topic:Events --received-at 2026-01-01T10:00:00+01:00");
        Assert.Equal(
            "Opt-in recorded, proven.\nIt does not lift the standing OptOutTopic of 2026-01-01T10:00:00+01:00: nothing on Events goes out by Email while it stands.\n",
            await DoneAsync($"optin {An} --topic Events --channel Email --at 2026-01-10T10:00:00+01:00 {Proof}"));
        Assert.Contains("\"barredBy\":\"OptOutTopic\"", await DoneAsync($"optin {An} --topic Events --channel Email --at 2026-01-10T10:00:00+01:00 {Proof} --json"), StringComparison.Ordinal);
        Assert.Equal("Opt-in recorded, proven.\n", await DoneAsync($"optin {An} --topic Services --channel Email --at 2026-01-10T10:00:00+01:00 {Proof}"));

        Assert.StartsWith("Block TopicOptedOut (G-09): ", await DoneAsync($"check {An} --kind EventInvitation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_adds_and_takes_away_addresses_and_the_opt_out_stays_on_both()
    {
        await DoneAsync($"optout {An}");
        await DoneAsync($"edit {An} city=Gent email=an@nieuw.example");
        await DoneAsync($"edit an@nieuw.example removeAddress={An}");

        Assert.StartsWith("Block OptedOutAll", await DoneAsync("check an@nieuw.example --kind ProjectOffer"), StringComparison.Ordinal);
        Assert.StartsWith("Block OptedOutAll", await DoneAsync($"check {An} --kind ProjectOffer"), StringComparison.Ordinal);
        await DoneAsync("verify");
    }

    [Fact]
    public async Task An_erased_person_is_gone_and_stays_suppressed()
    {
        Assert.Equal($"{{\"person\":\"{an}\"}}\n", await DoneAsync($"erase {an} --json"));

        Assert.Equal((1, "Nobody in the registry has this id or address.\n"), await RefusedAsync($"edit {An} city=Gent"));
        var check = await DoneAsync($"check {An} --kind ProjectOffer");
        Assert.StartsWith("Block ErasedSuppressed (G-03): ", check, StringComparison.Ordinal);
        Assert.EndsWith("\nNobody in the registry has this address.\n", check, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_nobody_is_told_in_the_sentence_for_addresses()
    {
        const string Sentence = "Not in the registry: we do not know whose address this is, so we have no reason to write to it.";

        Assert.Equal($"Block NoticeMissing (G-10): {Sentence}\n", await DoneAsync("check niemand@elders.example --kind ProjectOffer"));
        Assert.Contains($"\"sentence\":\"{Sentence}\"", await DoneAsync("check niemand@elders.example --kind ProjectOffer --json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_survives_a_merge_into_another_person()
    {
        await registry.StartAsync();
        await registry.CandidateAsync("bram@voorbeeld.example", "Bram");
        await registry.CloseAsync();
        await DoneAsync($"optout {An}");

        await DoneAsync($"merge {An} bram@voorbeeld.example");

        Assert.StartsWith("Block OptedOutAll", await DoneAsync("check bram@voorbeeld.example --kind ProjectOffer"), StringComparison.Ordinal);
        Assert.Equal((1, "Both are the same person.\n"), await RefusedAsync($"merge {An} bram@voorbeeld.example"));
    }

    [Theory]
    [InlineData("optout nonsense", 1)]
    [InlineData("check +32475123456 --kind ProjectOffer", 1)]
    [InlineData("optout an@voorbeeld.example --received-at 2999-01-01T00:00:00Z", 1)]
    [InlineData("optin an@voorbeeld.example --topic Events --channel Sms --at 2026-01-10T10:00:00Z", 1)]
    [InlineData("optin an@voorbeeld.example --topic Events --channel Email --at 2026-01-10T10:00:00Z --evidence empty.txt", 1)]
    [InlineData("optin an@voorbeeld.example --topic Events --channel Email --at 2026-01-10T10:00:00Z --language de", 1)]
    [InlineData("edit an@voorbeeld.example nosuchfield=1", 2)]
    [InlineData("edit an@voorbeeld.example city", 2)]
    [InlineData("edit an@voorbeeld.example relationship=7", 2)]
    [InlineData("edit an@voorbeeld.example removeAddress=other@voorbeeld.example", 1)]
    [InlineData("edit an@voorbeeld.example removeAddress=an@voorbeeld.example", 1)]
    [InlineData("suppress nosuch.txt", 1)]
    [InlineData("suppress empty.txt", 1)]
    public async Task What_cannot_be_done_is_refused_and_leaves_no_event(string line, int expected)
    {
        var before = await DoneAsync("verify --json");

        Assert.Equal(expected, (await RefusedAsync(line)).Exit);

        // Of what was refused there is a line in the audit trail, and nothing else.
        Assert.Equal(before.Replace("\"auditEntries\":0", "\"auditEntries\":1", StringComparison.Ordinal), await DoneAsync("verify --json"));
    }

    [Fact]
    public async Task An_opt_in_names_the_bar_on_an_address_that_can_be_read()
    {
        await registry.StartAsync();
        var bea = await registry.CandidateAsync("bea@voorbeeld.example", but: each => each with { Addresses = [.. each.Addresses, Address.Read("0475123456")!] });
        await registry.CloseAsync();
        TamperedDatabase.Change(
            Path.Combine(registry.Folder, "registry.db"),
            "UPDATE ContactPoints SET ProtectedValue = substr(ProtectedValue, 1, length(ProtectedValue) - 1) || iif(substr(ProtectedValue, -1) = x'00', x'01', x'00') WHERE Kind = 'Phone'",
            withTriggers: true);
        await registry.StartAsync();
        Assert.True((await registry.Get<EditPerson>().ExecuteAsync(bea, new PersonChanges { AddAddresses = [Address.Read("0475654321")!] }, TestRegistry.By)).IsDone);
        await registry.OptOutAsync("0475654321");
        await registry.CloseAsync();

        Assert.Contains(
            "\"barredBy\":\"OptOutAll\"",
            await DoneAsync($"optin bea@voorbeeld.example --topic Events --channel Phone --at 2026-01-10T10:00:00+01:00 {Proof} --json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_trail_says_who_ran_which_verb_and_nothing_of_what_was_typed_after_it()
    {
        await DoneAsync($"check {An} --kind EventInvitation");

        await registry.StartAsync();
        var entry = Assert.Single((await registry.Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        Assert.Equal(("cli:an", AuditAction.VerbRun, null, "{\"verb\":\"check\"}"), (entry.Operator, entry.Action, entry.Subject, entry.Details));
    }

    private async Task<string> DoneAsync(string line)
    {
        using var caller = new Caller(directory: registry.Desk);
        var exit = await RunAsync(caller, line);
        Assert.Equal((0, ""), (exit, caller.Error));
        return caller.Output;
    }

    private async Task<(int? Exit, string Error)> RefusedAsync(string line)
    {
        using var caller = new Caller(directory: registry.Desk);
        return (await RunAsync(caller, line), caller.Error);
    }

    private static Task<int?> RunAsync(Caller caller, string line) => new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
        .TryRunAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], caller.Console, TestContext.Current.CancellationToken);
}
