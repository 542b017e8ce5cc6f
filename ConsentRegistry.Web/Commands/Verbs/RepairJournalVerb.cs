using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>repair-journal</c>: after damage inside the opt-out journal; keeps every readable line, fills the others, and names what it could not save.</summary>
public sealed class RepairJournalVerb : Verb
{
    public const string Word = "repair-journal";

    public override string Name => Word;

    public override string Summary => "fills damaged lines of the opt-out journal from its copies, else from the database";

    public override IReadOnlyList<VerbInput> Inputs => [];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var repair = await context.Services.GetRequiredService<RepairJournal>().ExecuteAsync(context.Console.Operator, context.Cancellation);
        await context.AnswerAsync(
            repair.IsNothing
                ? $"The opt-out journal is whole, {repair.Lines} lines: there is nothing to repair."
                : $"The opt-out journal has {repair.Lines} lines: {repair.FromCopies.Count} of them come from copies, {repair.FromDatabase.Count} from the database, {repair.Lost.Count} could not be saved; {repair.Added} acts were added at the end.",
            repair);
        foreach (var (lines, from) in new[] { (repair.FromCopies, "comes from a copy"), (repair.FromDatabase, "comes from the database") })
        {
            foreach (var line in lines)
            {
                await context.SayAsync($"Line {line} {from}.");
            }
        }

        foreach (var line in repair.Lost)
        {
            await context.SayAsync($"Line {line} could not be saved: the opt-out, erasure or correction that stood in it must be entered again.");
        }

        foreach (var kept in repair.Kept)
        {
            await context.SayAsync($"As it was found it is kept as {kept}.");
        }

        await LockedSending.SayAsync(context);
        return repair.Lost.Count == 0 ? VerbExecution.Done : VerbExecution.Refused;
    }
}
