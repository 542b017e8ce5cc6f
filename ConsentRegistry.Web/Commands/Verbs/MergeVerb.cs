using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>merge</c>: two records that are one person become one; every bar of either stays.</summary>
public sealed class MergeVerb : Verb
{
    private static readonly VerbInput<string> From = VerbInputs.Text("PERSON", null, "the record that goes: id, or an address only it has", required: true);
    private static readonly VerbInput<string> Into = VerbInputs.Text("INTO-PERSON", null, "the record that stays: id, or an address only it has", required: true);

    public override string Name => "merge";

    public override string Summary => "merges two records of one person";

    public override IReadOnlyList<VerbInput> Inputs => [From, Into];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var find = context.Services.GetRequiredService<FindPerson>();
        var from = (await find.ExecuteAsync(context.Line.Get(From), context.Cancellation)).OrRefuse();
        var into = (await find.ExecuteAsync(context.Line.Get(Into), context.Cancellation)).OrRefuse();
        (await context.Services.GetRequiredService<MergePeople>().ExecuteAsync(from, into, context.Console.Operator, context.Cancellation)).OrRefuse();
        await context.AnswerAsync($"Merged {from} into {into}.", new { person = from, into });
        return VerbExecution.Done;
    }
}
