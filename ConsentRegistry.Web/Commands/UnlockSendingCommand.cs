using ConsentRegistry.Core;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Web.Commands;

/// <summary><c>unlock-sending</c>: releases the sending lock, an act of the privacy officer. The reason goes into the ledger.</summary>
public sealed class UnlockSendingCommand : Command
{
    public const string Verb = "unlock-sending";

    private static readonly CommandInput<string> Reason = CommandInputs.Text(
        "--reason", "TEXT", "what was done so that no opt-out is missing; it is kept in the ledger", required: true);

    public override string Name => Verb;

    public override string Summary => "the privacy officer lets messages go out again after the opt-out journal lost lines";

    public override IReadOnlyList<CommandInput> Inputs => [Reason];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var reason = context.Line.Get(Reason).Trim();
        if (reason.Length == 0)
        {
            throw CommandRefusals.For(Refusal.ReasonMissing);
        }

        var sendingLock = context.Services.GetRequiredService<SendingLock>();
        if (sendingLock.Reason is not { } lockedBecause)
        {
            throw new CommandRefusedException("Sending is not locked: there is nothing to release.");
        }

        await sendingLock.ReleaseAsync(reason, context.Console.Operator, context.Cancellation);
        await context.AnswerAsync("Sending is released.", new { released = lockedBecause });
        await context.SayAsync("Campaigns that the lock paused go on with \"campaign resume\".");
        return CommandExecution.Done;
    }
}
