using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Tests.Mail;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Support.Smtp;

namespace ConsentRegistry.Tests.Campaigns.Deliveries;

/// <summary>A mail server that loses mails, before and after their final dot.</summary>
public sealed class LostMailTests : CampaignScene
{
    private const string Offered = ScriptedSmtpServer.Hello + ScriptedSmtpServer.Offer;
    private const string Taken = Offered + ScriptedSmtpServer.Data + "S: 250 2.0.0 Ok\n";
    private const string HangsUpAtData = Offered + "C: DATA\nS: CLOSE\n";
    private const string HangsUpAfterDot = Offered + ScriptedSmtpServer.Data + "S: CLOSE\n";

    [Theory]
    [InlineData(HangsUpAtData)]
    [InlineData(Offered + "C: DATA\nS: 250 2.0.0 Ok\nS: CLOSE\n")]
    [InlineData(Offered + "C: DATA\nS: what\nS: CLOSE\n")]
    public async Task A_mail_lost_before_its_final_dot_waits_while_the_others_get_their_turn(string conversation)
    {
        await using var server = new ScriptedSmtpServer(conversation, Taken);
        await using var registry = await ServedByAsync(server, people: 2);
        var campaign = await StartAsync(registry, Offer());

        var next = await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None);

        Assert.Equal(registry.Clock.Now + TimeSpan.FromMinutes(1), next);
        Assert.Equal([DeliveryState.Deferred, DeliveryState.Sent], await StatesAsync(registry, campaign));
    }

    [Fact]
    public async Task It_is_offered_six_times_and_has_failed_then()
    {
        await using var server = new ScriptedSmtpServer([.. Enumerable.Repeat(HangsUpAtData, 6)]);
        await using var registry = await ServedByAsync(server, people: 1);
        var campaign = await StartAsync(registry, Offer());
        List<double> waits = [];

        while (await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None) is { } next)
        {
            waits.Add((next - registry.Clock.Now).TotalMinutes);
            registry.Clock.Advance(next - registry.Clock.Now);
        }

        Assert.Equal([1, 5, 30, 120, 480], waits);
        Assert.Equal([DeliveryState.Failed], await StatesAsync(registry, campaign));
    }

    [Theory]
    [InlineData(HangsUpAtData, DeliveryState.Deferred)]
    [InlineData(HangsUpAfterDot, DeliveryState.Unknown)]
    public async Task Twenty_lost_mails_pause_the_campaign_and_resumed_it_goes_on_with_the_others(string conversation, DeliveryState lost)
    {
        // A batch is sixteen: the threshold is seen after the second.
        await using var server = new ScriptedSmtpServer([.. Enumerable.Repeat(conversation, 32), .. Enumerable.Repeat(Taken, 8)]);
        await using var registry = await ServedByAsync(server, people: 40);
        var campaign = await StartAsync(registry, Offer());

        await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None);

        var progress = (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!;
        Assert.Equal((CampaignState.Paused, PauseReason.TooManyFailures), (progress.State, progress.PausedBecause));
        Assert.Equal((32, 8), (progress.Counts.Of(lost), progress.Counts.Of(DeliveryState.Queued)));

        registry.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await registry.Get<StartCampaign>().ResumeAsync(campaign)).IsDone);
        await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, CancellationToken.None);

        progress = (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!;
        Assert.Equal(8, progress.Counts.Of(DeliveryState.Sent));
        Assert.Equal(lost == DeliveryState.Unknown ? CampaignState.Finished : CampaignState.Running, progress.State);
    }

    [Fact]
    public async Task Nineteen_lost_mails_do_not_pause_it()
    {
        await using var server = new ScriptedSmtpServer([.. Enumerable.Repeat(HangsUpAfterDot, 19)]);
        await using var registry = await ServedByAsync(server, people: 19);

        var campaign = await RunAsync(registry, Offer());

        var progress = (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!;
        Assert.Equal((CampaignState.Finished, 19), (progress.State, progress.Counts.Of(DeliveryState.Unknown)));
    }

    [Fact]
    public async Task Whoever_resumes_a_resting_campaign_need_not_wait_for_the_end_of_its_rest()
    {
        await using var server = new ScriptedSmtpServer("S: 421 4.3.2 closing\nS: CLOSE\n", Taken);
        await using var registry = await ServedByAsync(server, people: 1);
        var campaign = await StartAsync(registry, Offer());
        var start = registry.Get<StartCampaign>();
        var deliver = registry.Get<DeliverCampaign>();
        Assert.Equal(registry.Clock.Now + TimeSpan.FromMinutes(1), await deliver.ExecuteAsync(campaign, CancellationToken.None));

        registry.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await start.PauseAsync(campaign)).IsDone);
        Assert.True((await start.ResumeAsync(campaign)).IsDone);
        await deliver.ExecuteAsync(campaign, CancellationToken.None);

        Assert.Equal([DeliveryState.Deferred], await StatesAsync(registry, campaign));
        registry.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(await deliver.ExecuteAsync(campaign, CancellationToken.None));
        Assert.Equal([DeliveryState.Sent], await StatesAsync(registry, campaign));
    }

    private static async Task<TestRegistry> ServedByAsync(ScriptedSmtpServer server, int people)
    {
        var registry = await TestRegistry.OpenAsync();
        registry.Smtp = SomeMail.Smtp(server.Port);
        registry = await registry.ReopenAsync();
        for (var i = 1; i <= people; i++)
        {
            await registry.CandidateAsync($"kandidaat{i}@voorbeeld.example");
        }

        return registry;
    }

    private static async Task<DeliveryState[]> StatesAsync(TestRegistry registry, Guid campaign) =>
        [.. (await RowsAsync(registry, campaign)).Select(row => row.State).Order()];
}
