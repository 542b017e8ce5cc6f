using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Suppressions;

/// <summary>An older <c>registry.db</c> put back by hand: nothing goes out a second time by itself (guarantee 6), and nobody's no is forgotten (guarantee 4).</summary>
public sealed class RestoredDatabaseTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";
    private const string Bea = "bea@voorbeeld.example";

    private TestRegistry registry = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_campaign_that_went_out_since_the_copy_is_not_sent_again_by_itself()
    {
        await registry.CandidateAsync(An);
        var campaign = await StartedCampaignAsync();
        var older = await OlderDatabase.TakeAsync(registry);
        await DeliverAsync(campaign);
        Assert.Single(MailsSent());
        await OptOutTwiceAsync();

        await older.PutBackAsync();
        await registry.StartAsync();
        await DeliverAsync(campaign);

        Assert.Single(MailsSent());
        Assert.Equal([SendingLock.Restored], registry.Get<SendingLock>().Reasons);
        Assert.Equal(Refusal.SendingLocked, (await registry.Get<StartCampaign>().ResumeAsync(campaign, Cancel)).Refusal);
        Assert.Equal((CampaignState.Paused, PauseReason.Restored), await StateOfAsync(campaign));
    }

    [Fact]
    public async Task What_the_older_database_still_had_to_send_stands_as_unknown()
    {
        await registry.CandidateAsync(An);
        var campaign = await StartedCampaignAsync();
        await using (var database = registry.Database())
        {
            await registry.Get<FreezeAudience>().ExecuteAsync(await database.Set<Campaign>().Include(each => each.Texts).SingleAsync(Cancel), Core.Time.WorkSlice.Whole, Cancel);
        }

        var older = await OlderDatabase.TakeAsync(registry);
        await DeliverAsync(campaign);
        await OptOutTwiceAsync();

        await older.PutBackAsync();
        await registry.StartAsync();

        await using (var database = registry.Database())
        {
            Assert.Equal(DeliveryState.Unknown, (await database.Set<Delivery>().SingleAsync(Cancel)).State);
        }

        await ReleaseAsync();
        Assert.True((await registry.Get<StartCampaign>().ResumeAsync(campaign, Cancel)).IsDone);
        await DeliverAsync(campaign);
        Assert.Single(MailsSent());
    }

    [Fact]
    public async Task A_planned_start_is_taken_back()
    {
        var campaign = await SavedCampaignAsync();
        Assert.True((await registry.Get<StartCampaign>().ScheduleAsync(campaign, registry.Clock.Now.AddHours(1), cancellation: Cancel)).IsDone);
        var older = await OlderDatabase.TakeAsync(registry);
        await OptOutTwiceAsync();

        await older.PutBackAsync();
        await registry.StartAsync();

        Assert.Equal((CampaignState.Draft, null), await StateOfAsync(campaign));
    }

    [Fact]
    public async Task The_ledger_tells_of_the_restore_and_after_the_release_verify_is_clean()
    {
        await registry.CandidateAsync(An);
        var older = await OlderDatabase.TakeAsync(registry);
        var restoredHead = registry.Get<RegistryWriter>().Head;
        await registry.CandidateAsync(Bea);
        await OptOutTwiceAsync();
        await registry.Get<AnchorLedger>().ExecuteAsync(Cancel);

        await older.PutBackAsync();
        await registry.StartAsync();

        await using (var database = registry.Database())
        {
            var restored = await database.LedgerEvents.SingleAsync(each => each.Type == LedgerEventType.Restored, Cancel);
            Assert.Equal(restoredHead, new LedgerPosition(restored.Sequence - 1, Convert.ToHexStringLower(restored.PreviousHash)));
            Assert.True(restored.Facts.LostHead > restoredHead.Sequence);
            Assert.Equal(2, restored.Facts.JournalLines);
        }

        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("een@voorbeeld.example")).Code);
        await ReleaseAsync();
        Assert.Empty((await registry.Get<VerifyRegistry>().ExecuteAsync(cancellation: Cancel)).Findings);
        await registry.ReopenAsync();
        Assert.Empty(registry.Get<SendingLock>().Reasons);
        await registry.OptOutAsync(An);
        Assert.Empty((await registry.Get<VerifyRegistry>().ExecuteAsync(cancellation: Cancel)).Findings);
    }

    [Fact]
    public async Task Before_the_release_verify_names_what_was_seen_of_the_lost_end()
    {
        var older = await OlderDatabase.TakeAsync(registry);
        await registry.CandidateAsync(An);
        await OptOutTwiceAsync();
        await registry.Get<AnchorLedger>().ExecuteAsync(Cancel);

        await older.PutBackAsync();
        await registry.StartAsync();

        var findings = (await registry.Get<VerifyRegistry>().ExecuteAsync(cancellation: Cancel)).Findings;
        Assert.Contains(findings, finding => finding is { Table: "journal", Row: 1 });
        Assert.Contains(findings, finding => finding is { Table: "anchors", Row: 1 });
    }

    [Fact]
    public async Task An_anchor_alone_tells_that_the_database_is_an_older_one()
    {
        var older = await OlderDatabase.TakeAsync(registry);
        await registry.CandidateAsync(An);
        await registry.Get<AnchorLedger>().ExecuteAsync(Cancel);

        await older.PutBackAsync();
        await registry.StartAsync();

        Assert.Equal([SendingLock.Restored], registry.Get<SendingLock>().Reasons);
    }

    [Fact]
    public async Task Where_nothing_but_mail_happened_since_the_copy_it_is_noticed_all_the_same()
    {
        await registry.CandidateAsync(An);
        var campaign = await StartedCampaignAsync();
        var older = await OlderDatabase.TakeAsync(registry);
        await DeliverAsync(campaign);

        await older.PutBackAsync();
        await registry.StartAsync();
        await DeliverAsync(campaign);

        Assert.Single(MailsSent());
        Assert.Equal([SendingLock.Restored], registry.Get<SendingLock>().Reasons);
        await registry.ReopenAsync();
        await using var database = registry.Database();
        Assert.Equal(1, await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.Restored, Cancel));
    }

    [Fact]
    public async Task A_database_that_is_copied_and_put_back_without_anything_in_between_is_no_older_one()
    {
        await registry.CandidateAsync(An);
        await registry.CloseAsync();
        var database = Path.Combine(registry.Folder, "registry.db");
        File.Copy(database, database + ".copy");
        File.Move(database + ".copy", database, overwrite: true);

        await registry.StartAsync();

        Assert.Empty(registry.Get<SendingLock>().Reasons);
    }

    [Fact]
    public async Task A_line_that_a_crash_left_to_the_journal_alone_is_no_restore()
    {
        await registry.CandidateAsync(An);
        TamperedDatabase.RefuseWrites(Path.Combine(registry.Folder, "registry.db"), "SuppressionEntries");
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        TamperedDatabase.Execute(Path.Combine(registry.Folder, "registry.db"), "DROP TRIGGER FullSuppressionEntries");

        await registry.StartAsync();

        Assert.Empty(registry.Get<SendingLock>().Reasons);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    private async Task<Guid> SavedCampaignAsync()
    {
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft { Name = "Java", OfferReference = "P-7", MatchReason = "Java", Audience = new Audience { Relationships = [Relationship.CandidateApplied] } }, TestRegistry.By);
        return saved.Value!.Id;
    }

    private async Task<Guid> StartedCampaignAsync()
    {
        var campaign = await SavedCampaignAsync();
        Assert.True((await registry.Get<StartCampaign>().StartAsync(campaign, cancellation: Cancel)).IsDone);
        return campaign;
    }

    private Task<DateTimeOffset?> DeliverAsync(Guid campaign) => registry.Get<DeliverCampaign>().ExecuteAsync(campaign, Cancel);

    private string[] MailsSent() => Directory.GetFiles(Path.Combine(registry.Folder, "outbox"), "*.eml");

    /// <summary>The second line names the ledger event of the first, which the copy lacks.</summary>
    private async Task OptOutTwiceAsync()
    {
        await registry.OptOutAsync("een@voorbeeld.example");
        await registry.OptOutAsync("twee@voorbeeld.example");
    }

    private async Task<(CampaignState, PauseReason?)> StateOfAsync(Guid id)
    {
        await using var database = registry.Database();
        var campaign = await database.Set<Campaign>().SingleAsync(each => each.Id == id, Cancel);
        return (campaign.State, campaign.PausedBecause);
    }

    private async Task ReleaseAsync() => Assert.True((await registry.Get<SendingLock>().ReleaseAsync("campaigns gone through", TestRegistry.By, Cancel)).IsDone);
}
