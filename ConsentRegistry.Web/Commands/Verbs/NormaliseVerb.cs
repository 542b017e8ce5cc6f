using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>normalise</c>: the forms of addresses and numbers that look-ups go by (RULES S-5), one JSON line for each line read.</summary>
public sealed class NormaliseVerb : Verb
{
    private static readonly VerbInput<string> File = VerbInputs.Path("FILE.jsonl", null, "lines of {\"kind\": \"email\" or \"phone\", \"raw\": …}; - is standard input", required: true);

    public override string Name => "normalise";

    public override string Summary => "normalises e-mail addresses and phone numbers";

    public override IReadOnlyList<VerbInput> Inputs => [File];

    public override bool NeedsFolder => false;

    public override Task<int> RunAsync(VerbContext context)
    {
        using var input = new StreamReader(context.OpenInput(context.Line.Get(File)));
        NormaliseFile.Run(input, context.Console.Out);
        return Task.FromResult(VerbExecution.Done);
    }
}
