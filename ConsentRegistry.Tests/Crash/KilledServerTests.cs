using System.Diagnostics;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Commands;
using ConsentRegistry.Tests.Public;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Support.Smtp;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Crash;

/// <summary>
/// Guarantees 2, 3, 5 and 6 while the power goes again and again: the real server sends a campaign to a mail server that misbehaves, people opt out by one
/// click, by their page and by the verb, and the server is killed at instants that nobody chose, during its start and in the middle of its work.
/// <c>CONSENT_KILLS</c> sets how often, <c>CONSENT_RANDOM_SEED</c> other instants; docs/reliability.md has the long runs.
/// </summary>
public sealed partial class KilledServerTests(ITestOutputHelper output)
{
    private const string Host = "consent.imalink.example";
    private const int PeopleAKill = 12;

    private static readonly int Kills = Chance.Number("CONSENT_KILLS", 6);

    private readonly Random random = new(Chance.Seed);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long At, string Way)> answered = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IReadOnlyList<string> People { get; } = [.. Enumerable.Range(1, 10 + (Kills * PeopleAKill)).Select(i => $"kandidaat{i}@voorbeeld.example")];

    [Fact]
    public async Task Whoever_was_told_yes_gets_nothing_more_and_nobody_anything_twice()
    {
        output.WriteLine($"Seed {Chance.Seed}, {Kills} kills, {People.Count} people.");
        await using var sink = new SmtpSink(() => Next(40) switch
        {
            0 => SinkMood.HangsUpAfterDot,
            1 => SinkMood.HangsUpAtData,
            2 => SinkMood.Defers,
            _ => SinkMood.Takes,
        });
        await using var registry = await TestRegistry.OpenAsync();
        var tokens = await PrepareAsync(registry);
        await registry.CloseAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            await (kill % 3 == 2 ? KillStartAsync(registry.Folder, sink) : KillWorkAsync(registry.Folder, sink, tokens));
        }

        registry.Smtp = SmtpOf(sink);
        registry.Clock.Set(TimeProvider.System.GetUtcNow());
        await registry.StartAsync();
        await SendRestAsync(registry);
        await JudgeAsync(registry, sink);
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(TestRegistry registry)
    {
        var keys = registry.Get<SuppressionKeys>();
        var tokens = new Dictionary<string, string>();
        foreach (var address in People)
        {
            var person = await registry.CandidateAsync(address, "An", address[..address.IndexOf('@', StringComparison.Ordinal)]);
            tokens[address] = registry.Get<PreferenceTokens>().Create(
                new PreferenceToken(person, AddressKind.Email, keys.Of(Address.Read(address)!), keys.Version, Topic.Projects, Guid.Empty, new DateOnly(2026, 3, 16)));
        }

        var saved = await registry.Get<SaveCampaign>().ExecuteAsync(
            new CampaignDraft
            {
                Name = "Java in Gent",
                Kind = MessageKind.ProjectOffer,
                OfferReference = "P-7",
                MatchReason = "Java",
                MostPerMinute = 600,
                Audience = new Audience { Relationships = [Relationship.CandidateApplied] },
            },
            TestRegistry.By);
        Assert.True((await registry.Get<StartCampaign>().StartAsync(saved.Value!.Id)).IsDone);
        return tokens;
    }

    private async Task KillStartAsync(string folder, SmtpSink sink)
    {
        using var server = RegistryProcess.Start(folder, ["serve", "--urls", "http://127.0.0.1:0", .. OptionsOf(folder, sink)]);
        await WaitAsync(Next(3_000));
        await server.KillAsync(Cancel);
        output.WriteLine("Killed while it started.");
    }

    private async Task KillWorkAsync(string folder, SmtpSink sink, Dictionary<string, string> tokens)
    {
        using var server = await RegistryProcess.ServeAsync(folder, Cancel, OptionsOf(folder, sink));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var visitor = new PublicVisitor(new Uri(Listening().Match(server.Said).Groups[1].Value));
        visitor.Client.DefaultRequestHeaders.Host = Host;
        var before = answered.Count;
        var acting = Task.WhenAll(
            ActAsync("one-click", address => ClickedAsync(visitor.OneClickAsync(tokens[address])), over.Token),
            ActAsync("page", address => ClickedAsync(visitor.ChooseAsync(tokens[address], "all")), over.Token),
            ActAsync("verb", address => VerbAsync(folder, over.Token, "optout", address), over.Token));
        await WaitAsync(200 + Next(1_800));
        await server.KillAsync(Cancel);
        await over.CancelAsync();
        await acting;
        output.WriteLine($"Killed while it sent; {answered.Count - before} opt-outs were answered, {sink.Mails.Count} mails begun so far.");
    }

    /// <summary>One opt-out after the other, until the power goes. What was answered is kept with its instant; what was not may hold or not.</summary>
    private async Task ActAsync(string way, Func<string, Task<bool>> optOut, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var address = People[Next(People.Count)];
            if (await optOut(address))
            {
                lock (gate)
                {
                    answered.TryAdd(address, (Stopwatch.GetTimestamp(), way));
                }
            }

            await WaitAsync(20 + Next(150));
        }
    }

    private static async Task<bool> ClickedAsync(Task<HttpResponseMessage> click)
    {
        try
        {
            using var answer = await click;
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> VerbAsync(string folder, CancellationToken over, params string[] args)
    {
        using var caller = new Caller(directory: folder);
        try
        {
            return await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync([.. args, "--data", folder], caller.Console, over) == 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            // Where the server is gone, the verb opened the folder itself.
            OpenDatabases.Close(folder);
        }
    }

    /// <summary>Sends what is left, as the operator would who comes in the morning: a campaign that paused is resumed.</summary>
    private static async Task SendRestAsync(TestRegistry registry)
    {
        var campaign = (await registry.Get<CampaignQueries>().ListAsync(0, 1)).Rows[0].Id;
        for (var state = CampaignState.Running; state != CampaignState.Finished;)
        {
            if ((await registry.Get<CampaignQueries>().ProgressAsync(campaign))!.State == CampaignState.Paused)
            {
                registry.Clock.Advance(TimeSpan.FromSeconds(1));
                Assert.True((await registry.Get<StartCampaign>().ResumeAsync(campaign)).IsDone);
            }

            if (await registry.Get<DeliverCampaign>().ExecuteAsync(campaign, Cancel) is { } next && next > registry.Clock.Now)
            {
                registry.Clock.Advance(next - registry.Clock.Now);
            }

            state = (await registry.Get<CampaignQueries>().ProgressAsync(campaign))!.State;
        }
    }

    private async Task JudgeAsync(TestRegistry registry, SmtpSink sink)
    {
        var counts = (await registry.Get<CampaignQueries>().ListAsync(0, 1)).Rows[0].Counts;
        output.WriteLine($"{answered.Count} opt-outs answered, {sink.Mails.Count} mails begun, {sink.Mails.Count(mail => mail.Whole)} whole: {string.Join(", ", counts.ByState.Select(each => $"{each.Value} {each.Key}"))}.");
        foreach (var mail in sink.Mails)
        {
            Assert.False(answered.TryGetValue(mail.Addressee, out var no) && mail.DataAt > no.At, $"{mail.Addressee} said no by {no.Way} and a hand-over began after the answer.");
        }

        foreach (var twice in sink.Mails.Where(mail => mail.Whole).GroupBy(mail => mail.Addressee).Where(group => group.Count() > 1))
        {
            Assert.Fail($"{twice.Key} got the mail {twice.Count()} times.");
        }

        foreach (var address in answered.Keys)
        {
            Assert.False((await registry.DecideAsync(address)).IsAllowed, $"{address} said no, was told yes, and may be written to.");
        }

        Assert.Equal(People.Count, counts.Done);
        // One hand-over was under way when the power went; the others that nobody knows of the mail server itself lost.
        Assert.InRange(counts.Of(DeliveryState.Unknown), 0, Kills + (sink.Mails.Count / 10));
        Assert.InRange(sink.Mails.Count(mail => mail.Whole), counts.Of(DeliveryState.Sent), counts.Of(DeliveryState.Sent) + counts.Of(DeliveryState.Unknown));
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync(cancellation: Cancel)).Findings);
    }

    private static string[] OptionsOf(string folder, SmtpSink sink) =>
    [
        "--data", folder, "--Public:BaseUrl", $"https://{Host}", "--Mail:Smtp:Host", "127.0.0.1", "--Mail:Smtp:Port", $"{sink.Port}", "--Mail:Smtp:Security", nameof(SmtpSecurity.None),
        "--Mail:Smtp:EnvelopeSender", "bounces@imalink.example",
    ];

    private static SmtpOptions SmtpOf(SmtpSink sink) =>
        new() { Host = "127.0.0.1", Port = sink.Port, Security = SmtpSecurity.None, EnvelopeSender = "bounces@imalink.example", MaxConnections = 1 };

    private int Next(int below)
    {
        lock (gate)
        {
            return random.Next(below);
        }
    }

    private static async Task WaitAsync(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds + 1));
        await timer.WaitForNextTickAsync(Cancel);
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
