using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>unlock-sending</c>: releases the sending lock, an act of the privacy officer. The reason goes into the ledger.</summary>
public sealed class UnlockSendingCommand : Command
{
    public const string Verb = "unlock-sending";

    private static readonly CommandInput<string> Reason = CommandInputs.Text(
        "--reason", "TEXT", "what was done so that no opt-out is missing and nothing goes out twice; it is kept in the ledger", required: true);

    public override string Name => Verb;

    public override string Summary => "releases the lock on sending (privacy officer)";

    public override IReadOnlyList<CommandInput> Inputs => [Reason];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var released = await context.Services.GetRequiredService<SendingLock>().ReleaseAsync(context.Line.Get(Reason), context.Console.Operator, context.Cancellation);
        if (released.Refusal == Refusal.NothingToChange)
        {
            throw new CommandRefusedException("Sending is not locked: there is nothing to release.");
        }

        var lockedBecause = released.OrRefuse();
        await context.AnswerAsync("Sending is released.", new { released = lockedBecause });
        await context.SayAsync("Campaigns that the lock paused go on with \"campaign resume\".");
        return CommandExecution.Done;
    }
}
