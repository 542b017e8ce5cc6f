using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Campaigns;

/// <summary>Campaigns and people who are erased, or whose address was damaged, while they run or after.</summary>
public sealed class CampaignErasureTests : CampaignScene
{
    [Fact]
    public async Task Who_is_erased_while_the_campaign_runs_has_an_outcome_and_the_others_get_their_mail()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        var id = await StartAsync(registry, Offer());
        await registry.Get<FreezeAudience>().ExecuteAsync((await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign, WorkSlice.Whole, CancellationToken.None);
        await RunsAsync(registry, id);
        await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);
        var rows = await RowsAsync(registry, id);
        Assert.Equal((DeliveryState.Blocked, DecisionCode.ErasedSuppressed, RuleId.G03), Of(rows, string.Empty));
        Assert.Equal(DeliveryState.Sent, Of(rows, Jan).State);
    }

    [Fact]
    public async Task The_mails_of_somebody_erased_leave_the_pickup_folder_and_those_of_others_stay()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        await RunAsync(registry, Offer());
        Assert.Equal(2, Mails(registry).Count);

        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine)).IsDone);

        Assert.Contains(Jan, Assert.Single(Mails(registry)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_a_crash_or_an_older_copy_left_there_goes_at_the_next_start()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await RunAsync(registry, Offer());
        var mail = Assert.Single(Directory.GetFiles(Path.Combine(registry.Folder, "outbox"), "*.eml"));
        var copy = await File.ReadAllBytesAsync(mail, TestContext.Current.CancellationToken);
        await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        await File.WriteAllBytesAsync(mail, copy, TestContext.Current.CancellationToken);

        await registry.ReopenAsync();

        Assert.Empty(Mails(registry));
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task A_mail_that_nobody_takes_lies_there_for_thirty_days(int days, bool stays)
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await RunAsync(registry, Offer());
        var mail = Assert.Single(Directory.GetFiles(Path.Combine(registry.Folder, "outbox"), "*.eml"));
        File.SetLastWriteTimeUtc(mail, (registry.Clock.Now - TimeSpan.FromDays(days)).UtcDateTime);

        Assert.Equal(stays ? 0 : 1, await registry.Get<CleanPickupFolder>().ExecuteAsync(CancellationToken.None));

        Assert.Equal(stays, File.Exists(mail));
    }

    [Fact]
    public async Task A_damaged_list_stands_in_the_way_of_no_erasure_and_no_bar()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(Offer() with { List = [An, Jan] }, TestRegistry.By);
        await registry.CloseAsync();
        TamperedDatabase.Change(Path.Combine(registry.Folder, "registry.db"), "UPDATE Campaigns SET ProtectedList = x'0102'", withTriggers: true);
        await registry.StartAsync();
        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine)).IsDone);
        await registry.OptOutAsync(Jan);
        await registry.ReopenAsync();
        Assert.Equal((DecisionCode.ErasedSuppressed, DecisionCode.OptedOutAll), ((await registry.DecideAsync(An)).Code, (await registry.DecideAsync(Jan)).Code));
        Assert.Empty((await registry.Get<CampaignQueries>().FindAsync(saved.Value!.Id))!.List!);
        Assert.Contains((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings, finding => finding.Table == "Campaigns");
    }

    [Fact]
    public async Task Who_is_erased_stands_on_no_list_to_call_and_another_holder_of_the_address_keeps_their_mail()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await registry.CandidateAsync(An, "Jan", "Maes", each => each with { SharesAddress = true });
        var id = await StartAsync(registry, Offer() with { Kind = MessageKind.PolicyNotice, OfferReference = null, MatchReason = null });
        await registry.Get<FreezeAudience>().ExecuteAsync((await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign, WorkSlice.Whole, CancellationToken.None);
        await RunsAsync(registry, id);
        var other = Assert.Single(await RowsAsync(registry, id)).Person == person
            ? (await registry.Get<PeopleQueries>().HoldersAsync(Address.Read(An)!)).Single(each => each.Id != person).Id
            : person;
        await registry.Get<ErasePerson>().ExecuteAsync(other, TestRegistry.By, EntryPoint.CommandLine);
        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);
        Assert.Equal((DeliveryState.Sent, DecisionCode.LegalNotice, RuleId.G07), Of(await RowsAsync(registry, id), An));
    }

    [Fact]
    public async Task A_delivery_whose_address_was_damaged_is_blocked_and_the_others_go_on()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync(An);
        await registry.CandidateAsync(Jan, "Jan", "Maes");
        var id = await StartAsync(registry, Offer());
        await registry.Get<FreezeAudience>().ExecuteAsync((await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign, WorkSlice.Whole, CancellationToken.None);
        await RunsAsync(registry, id);
        await registry.CloseAsync();
        TamperedDatabase.Change(
            Path.Combine(registry.Folder, "registry.db"), "UPDATE Deliveries SET ProtectedAddress = x'0102' WHERE Id = (SELECT min(Id) FROM Deliveries)", withTriggers: true);
        await registry.StartAsync();
        await registry.Get<DeliverCampaign>().ExecuteAsync(id, CancellationToken.None);
        var rows = await RowsAsync(registry, id);
        Assert.Equal((DeliveryState.Blocked, DecisionCode.Undetermined, RuleId.G01), Of(rows, string.Empty));
        Assert.Single(rows, row => row.State == DeliveryState.Sent);
        Assert.Contains((await registry.Get<VerifyLedger>().ExecuteAsync()).Findings, finding => finding.Table == "Deliveries");
    }

    [Fact]
    public async Task An_unsubscribe_link_works_after_rotation_and_erasure()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var person = await registry.CandidateAsync(An);
        await RunAsync(registry, Offer());
        var mail = Assert.Single(Mails(registry)).Replace("=\r\n", "", StringComparison.Ordinal);
        var start = mail.IndexOf("/u/", StringComparison.Ordinal) + 3;
        var token = new string([.. mail.Skip(start).TakeWhile(c => char.IsLetterOrDigit(c) || c is '-' or '_')]);
        Assert.True(registry.Get<PreferenceTokens>().TryRead(token, out var exit));
        Assert.Equal(Topic.Projects, exit.Topic);
        await registry.Get<RotateKeys>().ExecuteAsync(TestRegistry.By);
        await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.CommandLine);
        await registry.Get<UnsubscribeByToken>().OptOutAsync(exit, [BarScope.Everything], EntryPoint.OneClick);
        Assert.Equal(DecisionCode.ErasedSuppressed, (await registry.DecideAsync(An)).Code);
        await using var database = registry.Database();
        Assert.Equal(2, await database.SuppressionEntries.CountAsync());
        Assert.True((await registry.Get<VerifyLedger>().ExecuteAsync()).IsSound);
    }
}
