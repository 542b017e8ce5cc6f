using ConsentRegistry.Core.Scrubbing;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Web.Commands;

/// <summary><c>suppress</c>: takes over the suppression list of an earlier system, one address a line, or a table with a header: CSV or a workbook.</summary>
public sealed class SuppressCommand : Command
{
    private static readonly CommandInput<string> File = CommandInputs.Path("FILE", null, "the list: text, or a workbook (.xlsx, .xls)", required: true);
    private static readonly CommandInput<SuppressionReason> Reason = CommandInputs.Word<SuppressionReason>("--reason", "REASON", "why they are suppressed (default: OptOut)");
    private static readonly CommandInput<string> Source = CommandInputs.Text("--source", "TEXT", "where the list comes from");

    public override string Name => "suppress";

    public override string Summary => "loads a suppression list of an earlier system";

    public override IReadOnlyList<CommandInput> Inputs => [File, SheetInputs.Sheet, Reason, Source];

    public override bool BeginsRegistry => true;

    public override async Task<int> RunAsync(CommandContext context)
    {
        var line = context.Line;
        await using var stream = context.OpenFile(line.Get(File));
        using var text = context.Services.GetRequiredService<OpenTable>().Execute(stream, SheetInputs.Read(line), context.Cancellation).OrRefuse();
        using var list = SuppressionFile.Open(text).OrRefuse();
        var loaded = await context.Services.GetRequiredService<LoadSuppressions>().ExecuteAsync(
            list.Lines(), line.Get(Reason, SuppressionReason.OptOut), line.TryGet(Source, out var source) ? source : null,
            context.Console.Operator, context.ProgressOf("lines"), context.Cancellation);
        if (loaded is { Added: 0, Known: 0, Unreadable.Count: 0 })
        {
            throw new CommandRefusedException("The file is empty: nothing was stored.");
        }

        await context.AnswerAsync(
            $"{loaded.Added} addresses newly suppressed, {loaded.Known} were so before, {loaded.Unreadable.Count} unreadable{(loaded.Unreadable.Count > 0 ? $" (lines {string.Join(", ", loaded.Unreadable)})" : "")}.",
            new { added = loaded.Added, known = loaded.Known, unreadable = loaded.Unreadable });
        await SheetInputs.SayAsync(context, text.Sheet);
        return CommandExecution.Done;
    }
}
