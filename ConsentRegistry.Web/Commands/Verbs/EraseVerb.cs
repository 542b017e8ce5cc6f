using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>erase</c>: Article 17. The person goes, the keyed suppression stays.</summary>
public sealed class EraseVerb : Verb
{
    private static readonly VerbInput<string> Person = VerbInputs.Text("PERSON", null, "the person's id, or an address only this person has", required: true);

    public override string Name => "erase";

    public override string Summary => "erases a person; the suppression of the addresses stays";

    public override IReadOnlyList<VerbInput> Inputs => [Person];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var person = (await context.Services.GetRequiredService<FindPerson>().ExecuteAsync(context.Line.Get(Person), context.Cancellation)).OrRefuse();
        (await context.Services.GetRequiredService<ErasePerson>()
            .ExecuteAsync(person, context.Console.Operator, EntryPoint.CommandLine, context.Cancellation)).OrRefuse();
        await context.AnswerAsync($"Erased {person}; the addresses stay suppressed.", new { person });
        return VerbExecution.Done;
    }
}
