using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>rotate-key</c>: a new suppression key; old entries keep blocking (RULES S-9).</summary>
public sealed class RotateKeyVerb : Verb
{
    public override string Name => "rotate-key";

    public override string Summary => "makes a new suppression key; old entries keep blocking";

    public override IReadOnlyList<VerbInput> Inputs => [];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var version = await context.Services.GetRequiredService<RotateKeys>().ExecuteAsync(context.Console.Operator, context.Cancellation);
        await context.AnswerAsync($"Suppression key {version} is in force. Export the keys anew: a backup needs them all.", new { version });
        return VerbExecution.Done;
    }
}
