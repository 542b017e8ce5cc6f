using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Commands;

/// <summary>
/// Guarantees 3 and 4 against chance: acts in an order that nobody thought of, through the verbs on one open registry, and after each of
/// them no message passes that a simple model of bars forbids. <c>CONSENT_RANDOM_STEPS</c> sets how many acts (CI makes 10,000 of them),
/// <c>CONSENT_RANDOM_SEED</c> another order. Many acts are several sequences, side by side on a registry each: an act late in a sequence
/// meets nothing that one after two thousand others does not. A failure names both numbers, the sequence, the step and the act.
/// </summary>
public sealed class RandomSequenceTests(ITestOutputHelper output)
{
    private const int StepsOfOne = 2_500;

    private static readonly int Steps = Chance.Number("CONSENT_RANDOM_STEPS", 1_000);

    [Fact]
    public async Task No_order_of_acts_lets_a_message_through_that_a_bar_forbids()
    {
        output.WriteLine($"Seed {Chance.Seed}, {Steps} steps.");
        var many = Math.Max(1, Steps / StepsOfOne);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, many),
            // As many as the machine has hands for: each works without a pause.
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                await using var registry = await TestRegistry.OpenAsync();
                var sequence = new RandomSequence(registry, Chance.Seed + number, Steps * (number + 1) / many - Steps * number / many);
                await sequence.RunAsync($"Seed {Chance.Seed}, {Steps} steps, sequence {number + 1} of {many}");
            });
    }
}
