using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Campaigns.Checks;

public sealed class SendTestMailTests : IAsyncLifetime
{
    private const string Mia = "mia@imalink.example";

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync((parts, _) =>
        parts.AddSingleton<MailboxOfOperator>((id, _) => Task.FromResult<string?>(id == "mia" ? Mia : null)));

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [InlineData("nl", "Dit is een test die alleen u krijgt.")]
    [InlineData("fr", "Ceci est un test que vous")]
    [InlineData("en", "This is a test that only you get.")]
    public async Task It_goes_to_the_operators_own_mailbox_marked_and_with_exits_that_lead_nowhere(string language, string mark)
    {
        Assert.Equal(HandOverResult.Sent, (await SendAsync(await DraftAsync(), language)).Value!.Result);

        var mail = Assert.Single(Mails());
        Assert.Contains($"To: {Mia}", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: [TEST] ", mail, StringComparison.Ordinal);
        Assert.Contains(mark, mail, StringComparison.Ordinal);
        Assert.Contains("/u/test", mail, StringComparison.Ordinal);
        Assert.False(registry.Get<PreferenceTokens>().TryRead("test", out _));
    }

    [Fact]
    public async Task No_delivery_comes_of_it_and_nothing_is_counted()
    {
        var campaign = await DraftAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await SendAsync(campaign)).IsDone);
        }

        await using var database = registry.Database();
        Assert.Equal(0, await database.Set<Delivery>().CountAsync());
        Assert.Equal(0, (await registry.Get<CampaignQueries>().CountsAsync(campaign)).Total);
        Assert.Equal(CampaignState.Draft, (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!.State);
    }

    [Fact]
    public async Task An_operator_without_a_mailbox_of_their_own_gets_none() =>
        Assert.Equal(Refusal.OwnMailboxMissing, (await registry.Get<SendTestMail>().ExecuteAsync(await DraftAsync(), "nl", "cli:root")).Refusal);

    [Theory]
    [InlineData("all", true)]
    [InlineData("topic:Projects", true)]
    [InlineData("channel:Email", true)]
    [InlineData("topic:Events", false)]
    [InlineData("channel:Phone", false)]
    public async Task A_no_of_the_mailboxs_holder_counts_for_a_test_too(string scope, bool bars)
    {
        var campaign = await DraftAsync();
        await registry.OptOutAsync(Mia, scope);

        Assert.Equal(bars ? Refusal.TestMailBarred : null, (await SendAsync(campaign)).Refusal);
        Assert.Equal(bars ? 0 : 1, Mails().Count);
    }

    [Fact]
    public async Task What_cannot_be_looked_up_holds_it_back_and_is_not_called_an_opt_out()
    {
        await registry.CandidateAsync(Mia);
        var campaign = await DraftAsync();
        TamperedDatabase.Execute(
            Path.Combine(registry.Folder, "registry.db"),
            "UPDATE ContactPoints SET ProtectedValue = substr(ProtectedValue, 1, length(ProtectedValue) - 1) || iif(substr(ProtectedValue, -1) = x'00', x'01', x'00')");

        Assert.Equal(Refusal.TestMailUndetermined, (await SendAsync(campaign)).Refusal);
        Assert.Empty(Mails());
    }

    [Fact]
    public async Task Ten_an_hour_and_not_one_more()
    {
        var campaign = await DraftAsync();
        for (var i = 0; i < SendTestMail.MostPerHour; i++)
        {
            Assert.True((await SendAsync(campaign)).IsDone);
        }

        Assert.Equal(Refusal.TooManyTestMails, (await SendAsync(campaign)).Refusal);
        registry.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(Refusal.TooManyTestMails, (await SendAsync(campaign)).Refusal);
        registry.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.True((await SendAsync(campaign)).IsDone);
    }

    [Fact]
    public async Task While_sending_is_locked_there_are_no_tests_either()
    {
        var campaign = await DraftAsync();
        var sendingLock = registry.Get<SendingLock>();
        await sendingLock.LockAsync(SendingLock.JournalLost, CancellationToken.None);
        await sendingLock.LoadAsync(CancellationToken.None);

        Assert.Equal(Refusal.SendingLocked, (await SendAsync(campaign)).Refusal);
    }

    [Fact]
    public async Task A_campaign_that_went_out_and_one_that_is_no_mail_have_no_test()
    {
        var started = await DraftAsync();
        await registry.Get<StartCampaign>().StartAsync(started);
        Assert.Equal(Refusal.CampaignUnderWay, (await SendAsync(started)).Refusal);
        Assert.Equal(Refusal.TestMailNotForChannel, (await SendAsync(await DraftAsync("By phone", Channel.Phone))).Refusal);
    }

    private Task<Result<HandOverOutcome>> SendAsync(Guid campaign, string language = "nl") => registry.Get<SendTestMail>().ExecuteAsync(campaign, language, "mia");

    private async Task<Guid> DraftAsync(string name = "Java in Gent", Channel channel = Channel.Email) => (await registry.Get<SaveCampaign>().ExecuteAsync(
        new CampaignDraft { Name = name, Kind = MessageKind.ProjectOffer, Channel = channel, OfferReference = "P-7", MatchReason = "Java" }, TestRegistry.By)).Value!.Id;

    private List<string> Mails()
    {
        var outbox = Path.Combine(registry.Folder, "outbox");
        return Directory.Exists(outbox)
            ? [.. Directory.EnumerateFiles(outbox, "*.eml").Select(file => File.ReadAllText(file).Replace("=\r\n", "", StringComparison.Ordinal))]
            : [];
    }
}
