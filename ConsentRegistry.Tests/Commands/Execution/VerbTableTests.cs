using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Tests.Commands.Execution;

public sealed class VerbTableTests
{
    [Fact]
    public void Every_verb_has_an_example_in_the_documentation()
    {
        var documentation = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "command-line.md"));

        Assert.All(VerbTable.All, verb => Assert.Contains($"`ConsentRegistry.Web {verb.Name}", documentation, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_of_the_documentation_can_be_typed()
    {
        var examples = File.ReadLines(Path.Combine(Checkout.Root, "docs", "command-line.md"))
            .Select(line => line.Split("`ConsentRegistry.Web ") is [_, var rest] ? rest.Split('`')[0] : null)
            .OfType<string>().ToList();

        Assert.Equal(VerbTable.All.Count, examples.Count);
        Assert.All(examples, example => new CommandLineReader(VerbTable.All, Path.GetTempPath()).Read(Words(example)));
    }

    [Fact]
    public void Every_refusal_has_a_sentence() => Assert.All(
        Enum.GetValues<Refusal>(),
        refusal => Assert.DoesNotContain(refusal.ToString(), VerbRefusals.For(refusal).Message, StringComparison.Ordinal));

    [Fact]
    public void No_verb_is_named_twice() => Assert.Distinct(VerbTable.All.Select(verb => verb.Name));

    // Quoted parts are one word, as in a shell.
    private static List<string> Words(string line) =>
        [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
