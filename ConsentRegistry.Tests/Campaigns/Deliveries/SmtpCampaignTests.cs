using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Support.Smtp;

namespace ConsentRegistry.Tests.Campaigns.Deliveries;

/// <summary>Campaigns against a real mail server in its own process.</summary>
public sealed class SmtpCampaignTests
{
    [Fact]
    public async Task An_opt_out_that_lands_between_RCPT_and_DATA_stops_that_mail_and_every_later_one_it_bars()
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var registry = await ServedByAsync(server);
        string[] addresses = [.. Enumerable.Range(1, 6).Select(i => $"kandidaat{i}@voorbeeld.example")];
        foreach (var address in addresses)
        {
            await registry.CandidateAsync(address);
        }

        var campaign = await StartAsync(registry);
        await server.HoldAddresseeAsync(3);
        var run = Task.Run(() => registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None), TestContext.Current.CancellationToken);
        await server.WaitUntilHeldAsync(3);

        // In the order in which they are handed over.
        addresses = [.. (await registry.Get<CampaignQueries>().DeliveriesAsync(campaign, null, null, 0, 10, readable: true)).Rows.Select(row => row.Address)];

        // The third has its RCPT answered only after this; the fifth is decided and still waits its turn.
        await registry.OptOutAsync(addresses[2]);
        await registry.OptOutAsync(addresses[4], "topic:Projects");
        await server.ReleaseAsync();
        Assert.Null(await run);

        string[] received = [.. server.Received().Select(mail => Assert.Single(mail.RcptTos))];
        Assert.Equal([addresses[0], addresses[1], addresses[3], addresses[5]], received);
        var rows = (await registry.Get<CampaignQueries>().DeliveriesAsync(campaign, null, null, 0, 10, readable: true)).Rows.ToDictionary(row => row.Address);
        Assert.Equal((DeliveryState.Blocked, DecisionCode.OptedOutAll), (rows[addresses[2]].State, rows[addresses[2]].Code!.Value));
        Assert.Equal((DeliveryState.Blocked, DecisionCode.TopicOptedOut), (rows[addresses[4]].State, rows[addresses[4]].Code!.Value));
        Assert.Equal(4, rows.Values.Count(row => row.State == DeliveryState.Sent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sending_that_is_locked_or_a_campaign_that_is_paused_between_RCPT_and_DATA_stops_that_mail_and_every_later_one(bool isLocked)
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var registry = await ServedByAsync(server);
        foreach (var i in Enumerable.Range(1, 3))
        {
            await registry.CandidateAsync($"kandidaat{i}@voorbeeld.example");
        }

        var campaign = await StartAsync(registry);
        await server.HoldAddresseeAsync(2);
        var run = Task.Run(() => registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None), TestContext.Current.CancellationToken);
        await server.WaitUntilHeldAsync(2);
        if (isLocked)
        {
            await registry.Get<SendingLock>().LockAsync(SendingLock.JournalDamaged, TestContext.Current.CancellationToken);
        }
        else
        {
            Assert.True((await registry.Get<StartCampaign>().PauseAsync(campaign)).IsDone);
        }

        await server.ReleaseAsync();
        await run;

        Assert.Single(server.Received());
        var progress = (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!;
        Assert.Equal((CampaignState.Paused, 1, 2), (progress.State, progress.Counts.Of(DeliveryState.Sent), progress.Counts.Of(DeliveryState.Queued)));
    }

    [Fact]
    public async Task A_dead_mailbox_is_marked_a_deferral_waits_and_the_others_get_theirs()
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var registry = await ServedByAsync(server);
        await registry.CandidateAsync("bounce-550-5.1.1@voorbeeld.example");
        await registry.CandidateAsync("defer-451@voorbeeld.example");
        await registry.CandidateAsync("an@voorbeeld.example");
        var campaign = await StartAsync(registry);
        var next = await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None);

        Assert.Equal(registry.Clock.Now.ToUniversalTime() + TimeSpan.FromMinutes(1), next);
        var counts = await registry.Get<CampaignQueries>().CountsAsync(campaign);
        Assert.Equal((1, 1, 1), (counts.Of(DeliveryState.Sent), counts.Of(DeliveryState.Failed), counts.Of(DeliveryState.Deferred)));
        Assert.Equal(new SendDecision(DecisionCode.ContactPointDead, RuleId.G05), await registry.DecideAsync("bounce-550-5.1.1@voorbeeld.example"));
        Assert.True((await registry.DecideAsync("defer-451@voorbeeld.example")).IsAllowed);
    }

    [Fact]
    public async Task Mail_by_smtp_does_not_start_while_links_are_not_https()
    {
        await using var server = await SmtpServerFixture.StartAsync();
        await using var registry = await ServedByAsync(server, new PublicOptions { BaseUrl = "http://consent.imalink.example" });
        await registry.CandidateAsync("an@voorbeeld.example");
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(Offer, TestRegistry.By);
        Assert.Equal(Refusal.BaseUrlNotHttps, (await registry.Get<StartCampaign>().StartAsync(saved.Value!.Id)).Refusal);
    }

    private static CampaignDraft Offer => new()
    {
        Name = "Java in Gent",
        Kind = MessageKind.ProjectOffer,
        OfferReference = "P-7",
        MatchReason = "Java",
        Audience = new Audience { Relationships = [Relationship.CandidateApplied] },
    };

    private static async Task<TestRegistry> ServedByAsync(SmtpServerFixture server, PublicOptions? links = null)
    {
        var registry = await TestRegistry.OpenAsync();
        registry.Smtp = server.Options;
        registry.Links = links ?? registry.Links;
        return await registry.ReopenAsync();
    }

    private static async Task<Guid> StartAsync(TestRegistry registry)
    {
        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(Offer, TestRegistry.By);
        Assert.True((await registry.Get<StartCampaign>().StartAsync(saved.Value!.Id)).IsDone);
        return saved.Value.Id;
    }
}
