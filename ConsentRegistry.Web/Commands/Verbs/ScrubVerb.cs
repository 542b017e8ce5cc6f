using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Files;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>scrub</c>: splits a list from elsewhere into rows that may be used and rows that may not; what is kept stays byte for byte, and of a workbook as text.</summary>
public sealed class ScrubVerb : Verb
{
    private static readonly VerbInput<string> File = VerbInputs.Path("FILE", null, "the list: text, or a workbook (.xlsx, .xls) whose rows are then written as text", required: true);
    private static readonly VerbInput<string> Out = VerbInputs.Path("--out", "ALLOWED.csv", "file for the allowed rows", required: true);
    private static readonly VerbInput<string> Blocked = VerbInputs.Path("--blocked", "BLOCKED.csv", "file for the blocked rows, with their code");
    private static readonly VerbInput<string> Column = VerbInputs.Text("--column", "NAME", "the column with the addresses or numbers (default: found by itself)");
    private static readonly VerbInput<Channel> Channel = VerbInputs.Word<Channel>("--channel", "CHANNEL", "the way it would go (default: Email)");
    private static readonly VerbInput<MessageKind> Kind = VerbInputs.Word<MessageKind>("--kind", "KIND", "kind of message; keeps the rows that the gate allows");
    private static readonly VerbInput<bool> SuppressionOnly = VerbInputs.Flag("--suppression-only", "keeps rows that are not suppressed (no permission to send)");

    private const int LinesNamed = 20;

    public override string Name => "scrub";

    public override string Summary => "splits a list from elsewhere by what may be sent, or by the suppression list";

    public override IReadOnlyList<VerbInput> Inputs => [File, SheetInputs.Sheet, Out, Blocked, Column, Channel, Kind, .. MessageInputs.All, SuppressionOnly];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        if (line.Has(Kind) == line.Has(SuppressionOnly))
        {
            throw new VerbUsageException("Either --kind or --suppression-only is needed, and not both.");
        }

        if (line.Has(SuppressionOnly) && MessageInputs.All.FirstOrDefault(line.Has) is { } surplus)
        {
            throw new VerbUsageException($"{surplus.Name} belongs to --kind.");
        }

        OutputFile.RequireDistinct(line.Get(File), line.TryGet(Blocked, out var blocked) ? [line.Get(Out), blocked] : [line.Get(Out)]);
        var channel = line.Get(Channel, Core.Vocabulary.Channel.Email);
        var scrub = new NewScrub
        {
            Column = line.TryGet(Column, out var column) ? column : null,
            Sheet = SheetInputs.Read(line),
            Delimiter = ExportInputs.DelimiterOf(context),
            Channel = channel,
            Message = line.TryGet(Kind, out var kind) ? MessageInputs.Read(line, kind, channel) : null,
        };
        await using var source = context.OpenFile(line.Get(File));
        var result = await OutputFile.WriteAsync(context, line.Get(Out), allowed => blocked is null
            ? SplitAsync(context, source, scrub, allowed, null)
            : OutputFile.WriteAsync(context, blocked, others => SplitAsync(context, source, scrub, allowed, others)));
        var kept = scrub.Message is null ? "not suppressed" : "allowed";
        await context.AnswerJsonAsync($"{result.Rows} rows: {result.Allowed} {kept}, {result.Blocked} blocked, {result.Unreadable} unreadable (in neither file).", result.ToJson());
        await SheetInputs.SayAsync(context, result.Sheet);
        foreach (var (code, count) in result.ByCode.OrderBy(each => each.Key))
        {
            await context.SayAsync($"{code}: {count}");
        }

        if (result.UnreadableLines.Count > 0)
        {
            var more = result.UnreadableLines.Count - LinesNamed;
            await context.SayAsync($"Unreadable lines: {string.Join(", ", result.UnreadableLines.Take(LinesNamed))}{(more > 0 ? $" and {more} more" : "")}.");
        }

        return VerbExecution.Done;
    }

    private static async Task<ScrubResult> SplitAsync(VerbContext context, Stream source, NewScrub scrub, Stream allowed, Stream? blocked) =>
        (await context.Services.GetRequiredService<ListScrub>().ExecuteAsync(source, scrub, allowed, blocked, context.ProgressOf("rows"), context.Cancellation)).OrRefuse();
}
