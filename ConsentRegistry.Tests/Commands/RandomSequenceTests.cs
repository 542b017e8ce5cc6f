using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Commands;

/// <summary>
/// Guarantees 3 and 4 against chance: acts in an order that nobody thought of, through the verbs on one open registry, and after each of
/// them no message passes that a simple model of bars forbids. A failure names the seed, the step and the act. <c>CONSENT_RANDOM_STEPS</c>
/// sets how many acts (CI makes 10,000 of them), <c>CONSENT_RANDOM_SEED</c> another order.
/// </summary>
public sealed class RandomSequenceTests : IAsyncLifetime
{
    private const int StepsBetweenRestarts = 400;

    private static readonly int Steps = Chance.Number("CONSENT_RANDOM_STEPS", 1_000);

    /// <summary>Three times at least, and not more than eight: every look-up climbs the ladder of all keys.</summary>
    private static readonly int StepsBetweenKeys = Math.Max(300, Steps / 8);
    private static readonly int StepsBetweenFullChecks = Math.Max(250, Steps / 10);

    private static readonly MessageKind[] Kinds = [MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback];

    private readonly Random random = new(Chance.Seed);
    private readonly BarModel model = new();
    private readonly RandomAddresses addresses;
    private TestRegistry registry = null!;
    private RandomActs acts = null!;
    private int step;
    private int allowed;
    private int barred;

    public RandomSequenceTests() => addresses = new RandomAddresses(random);

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        acts = new RandomActs(registry, model, random, addresses);
        await File.WriteAllTextAsync(Path.Combine(registry.Desk, "proof.txt"), "signed");
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task No_order_of_acts_lets_a_message_through_that_a_bar_forbids()
    {
        for (step = 1; step <= Steps; step++)
        {
            registry.Clock.Advance(TimeSpan.FromMinutes(1));
            addresses.Step = step;
            var touched = await acts.ActAsync();
            await CheckAsync(touched, [Kinds[random.Next(Kinds.Length)]]);
            if (step % StepsBetweenKeys == 0)
            {
                Assert.Equal(0, await acts.RunAsync("rotate-key"));
            }

            if (step % StepsBetweenRestarts == 0)
            {
                await registry.ReopenAsync();
            }

            if (step % StepsBetweenFullChecks == 0)
            {
                await CheckAsync(model.Addresses, [MessageKind.ProjectOffer]);
            }
        }

        await CheckAsync(model.Addresses, Kinds);
        Assert.Equal(0, await acts.RunAsync("verify"));
        // A registry that blocks everything, or a model that bars nothing, would prove nothing.
        Assert.True(allowed > Steps / 10, $"Only {allowed} decisions allowed.");
        Assert.True(barred > Steps, $"Only {barred} barred pairs looked at.");
    }

    private async Task CheckAsync(IReadOnlyCollection<string> looked, IReadOnlyList<MessageKind> kinds)
    {
        foreach (var group in looked.GroupBy(address => address[0] == 'e' ? Channel.Email : Channel.Sms))
        {
            var list = group.ToList();
            foreach (var kind in kinds)
            {
                var message = new MessageFacts { Kind = kind, Channel = group.Key, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };
                var loaded = await registry.Get<SendFactsLoader>().LoadAsync(message, list.ConvertAll(address => Address.Read(addresses.Spelled(address))!), registry.Clock.Now);
                foreach (var (address, facts) in list.Zip(loaded))
                {
                    Check(address, kind, group.Key, facts.Decide());
                }
            }
        }
    }

    private void Check(string address, MessageKind kind, Channel channel, SendDecision decision)
    {
        var isBarred = model.IsBarred(address, kind.TopicOf()!.Value, channel);
        barred += isBarred ? 1 : 0;
        allowed += decision.IsAllowed ? 1 : 0;
        Assert.False(
            isBarred && decision.IsAllowed,
            $"Seed {Chance.Seed}, step {step}, after \"{acts.Last}\": {kind} by {channel} is {decision.Verdict} {decision.Code} for {model.Describe(address)}");
    }
}
