using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Commands;

/// <summary>One sequence of acts on one registry, each followed by the question whether a message passes that the model of bars forbids.</summary>
internal sealed class RandomSequence
{
    private const int stepsBetweenRestarts = 400;

    private static readonly MessageKind[] Kinds = [MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback];

    private readonly TestRegistry registry;
    private readonly Random random;
    private readonly BarModel model = new();
    private readonly RandomAddresses addresses;
    private readonly RandomActs acts;
    private readonly int steps;
    private readonly int stepsBetweenKeys;
    private readonly int stepsBetweenFullChecks;
    private string name = "";
    private int step;
    private int allowed;
    private int barred;

    public RandomSequence(TestRegistry registry, int seed, int steps)
    {
        this.registry = registry;
        this.steps = steps;
        // Three times at least, and not more than eight: every look-up climbs the ladder of all keys.
        stepsBetweenKeys = Math.Max(300, steps / 8);
        stepsBetweenFullChecks = Math.Max(250, steps / 10);
        random = new Random(seed);
        addresses = new RandomAddresses(random);
        acts = new RandomActs(registry, model, random, addresses);
    }

    /// <param name="called">What leads to this sequence again, for whoever has to find out what went wrong.</param>
    public async Task RunAsync(string called)
    {
        name = called;
        await File.WriteAllTextAsync(Path.Combine(registry.Desk, "proof.txt"), "signed");
        for (step = 1; step <= steps; step++)
        {
            registry.Clock.Advance(TimeSpan.FromMinutes(1));
            addresses.Step = step;
            var touched = await acts.ActAsync();
            await CheckAsync(touched, [Kinds[random.Next(Kinds.Length)]]);
            if (step % stepsBetweenKeys == 0)
            {
                await MustDoAsync("rotate-key");
            }

            if (step % stepsBetweenRestarts == 0)
            {
                await registry.ReopenAsync();
            }

            if (step % stepsBetweenFullChecks == 0)
            {
                await CheckAsync(model.Addresses, [MessageKind.ProjectOffer]);
            }
        }

        await CheckAsync(model.Addresses, Kinds);
        await MustDoAsync("verify");
        // A registry that blocks everything, or a model that bars nothing, would prove nothing.
        Assert.True(allowed > steps / 10, $"{name}: only {allowed} decisions allowed.");
        Assert.True(barred > steps, $"{name}: only {barred} barred pairs looked at.");
    }

    private async Task MustDoAsync(string verb)
    {
        var exit = await acts.RunAsync(verb);
        Assert.True(exit == 0, $"{name}, step {step}: {verb} ended with {exit}.");
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
            $"{name}, step {step}, after \"{acts.Last}\": {kind} by {channel} is {decision.Verdict} {decision.Code} for {model.Describe(address)}");
    }
}
