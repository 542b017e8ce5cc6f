using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>suppress</c>: takes over the suppression list of an earlier system, one address a line, or a table with a header: CSV or a workbook.</summary>
public sealed class SuppressVerb : Verb
{
    private static readonly VerbInput<string> File = VerbInputs.Path("FILE", null, "the list: text, JSON, or a workbook (.xlsx, .xls)", required: true);
    private static readonly VerbInput<SuppressionReason> Reason = VerbInputs.Word<SuppressionReason>("--reason", "REASON", "why they are suppressed (default: the reason that each line gives, else OptOut)");
    private static readonly VerbInput<string> Source = VerbInputs.Text("--source", "TEXT", "where the list comes from");

    private const int LinesNamed = 100;

    public override string Name => "suppress";

    public override string Summary => "loads a suppression list of an earlier system";

    public override IReadOnlyList<VerbInput> Inputs => [File, SheetInputs.Sheet, Reason, Source];

    public override bool BeginsRegistry => true;

    public override bool WaitsForAudit => false;

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        await using var stream = context.OpenFile(line.Get(File));
        using var text = context.Services.GetRequiredService<OpenTable>().Execute(stream, SheetInputs.Read(line), context.Cancellation).OrRefuse();
        using var list = SuppressionFile.Open(text).OrRefuse();
        var loaded = await context.Services.GetRequiredService<LoadSuppressions>().ExecuteAsync(
            list.Lines(), line.TryGet(Reason, out var reason) ? reason : null, line.TryGet(Source, out var source) ? source : null,
            context.Console.Operator, context.ProgressOf("lines"), context.Cancellation);
        await context.AnswerAsync(
            $"{loaded.Added} addresses added, {loaded.Known} already on the list, {loaded.Unreadable.Count} lines not read.",
            new { added = loaded.Added, known = loaded.Known, unreadable = loaded.Unreadable, notTaken = loaded.NotTaken.Select(each => new { line = each.Line, reason = each.Reason }) });
        await SheetInputs.SayAsync(context, text.Sheet);
        foreach (var (number, why) in loaded.NotTaken.Take(LinesNamed))
        {
            await context.SayAsync($"Line {number} not taken: {why}.");
        }

        if (loaded.NotTaken.Count > LinesNamed)
        {
            await context.SayAsync($"And {loaded.NotTaken.Count - LinesNamed} more: see --json.");
        }

        // A list that bars nobody must not look loaded (W-10).
        if (loaded is { Added: 0, Known: 0 })
        {
            throw new VerbRefusedException(loaded.NotTaken.Count == 0 ? "The file is empty: nothing was stored." : "No address in the file could be read: nothing was stored.");
        }

        return VerbExecution.Done;
    }
}
