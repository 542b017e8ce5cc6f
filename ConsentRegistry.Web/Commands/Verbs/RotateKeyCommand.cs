using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>rotate-key</c>: a new suppression key; old entries keep blocking (RULES S-9).</summary>
public sealed class RotateKeyCommand : Command
{
    public override string Name => "rotate-key";

    public override string Summary => "makes a new suppression key; old entries keep blocking";

    public override IReadOnlyList<CommandInput> Inputs => [];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var version = await context.Services.GetRequiredService<RotateKeys>().ExecuteAsync(context.Console.Operator, context.Cancellation);
        await context.AnswerAsync($"Suppression key {version} is in force. Export the keys anew: a backup needs them all.", new { version });
        return CommandExecution.Done;
    }
}
