using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>unlock-sending</c>: releases the sending lock, an act of the privacy officer. The reason goes into the ledger.</summary>
public sealed class UnlockSendingVerb : Verb
{
    public const string Word = "unlock-sending";

    private static readonly VerbInput<string> Reason = VerbInputs.Text(
        "--reason", "TEXT", "what was done so that no opt-out is missing and nothing goes out twice; it is kept in the ledger", required: true);

    public override string Name => Word;

    public override string Summary => "releases the lock on sending (privacy officer)";

    public override IReadOnlyList<VerbInput> Inputs => [Reason];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var released = await context.Services.GetRequiredService<SendingLock>().ReleaseAsync(context.Line.Get(Reason), context.Console.Operator, context.Cancellation);
        if (released.Refusal == Refusal.NothingToChange)
        {
            throw new VerbRefusedException("Sending is not locked: there is nothing to release.");
        }

        var lockedBecause = released.OrRefuse();
        await context.AnswerAsync("Sending is released.", new { released = lockedBecause });
        await context.SayAsync("Campaigns that the lock paused go on with \"campaign resume\".");
        return VerbExecution.Done;
    }
}
