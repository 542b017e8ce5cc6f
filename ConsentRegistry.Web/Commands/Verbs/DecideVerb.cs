using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>decide</c>: facts in, decisions of the gate out (INTERFACES 3), one JSON line for each line read, whatever the line holds.</summary>
public sealed class DecideVerb : Verb
{
    private static readonly VerbInput<string> File = VerbInputs.Path("FILE.jsonl", null, "one object of facts a line; - is standard input", required: true);

    public override string Name => "decide";

    public override string Summary => "decides on given facts, as the send gate does";

    public override IReadOnlyList<VerbInput> Inputs => [File];

    public override bool NeedsFolder => false;

    public override Task<int> RunAsync(VerbContext context)
    {
        using var facts = context.OpenInput(context.Line.Get(File));
        DecideFile.Run(facts, context.Console.Out, context.Cancellation);
        return Task.FromResult(VerbExecution.Done);
    }
}
