using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Files;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>import</c>: brings the export of a job site into the registry, or says with <c>--dry-run</c> what it would do.</summary>
public sealed class ImportVerb : Verb
{
    private static readonly VerbInput<string> File = VerbInputs.Path("FILE", null, "the export: delimited text or a workbook (.xlsx, .xls)", required: true);
    private static readonly VerbInput<string> Site = VerbInputs.Text("--site", "NAME", "where it comes from (default: found by its columns)");
    private static readonly VerbInput<string> Profile = VerbInputs.Text("--profile", "NAME", "a saved import profile");
    private static readonly VerbInput<Relationship> Relationship = VerbInputs.Word<Relationship>("--relationship", "R", "what these people are to us (default: CandidateSourced)");
    private static readonly VerbInput<AcquisitionSource> Source = VerbInputs.Word<AcquisitionSource>("--source", "S", "how we came by them (default: CvMatch)");
    private static readonly VerbInput<CollectionMoment> Moment = VerbInputs.Word<CollectionMoment>("--moment", "M", "on which occasion (default: ProjectBid)");
    private static readonly VerbInput<string> Notice = VerbInputs.Text("--notice", "VERSION", "the notice that these people were given (default: none)");
    private static readonly VerbInput<WordMeaning> Meaning = new(
        "--meaning", "HEADER=VALUE:MEANING", "what a word of the file means: no, stays, ignore, dead or complaint; may be repeated",
        (text, _) => WordMeaning.Parse(text) is { } meaning ? (true, meaning) : (false, null!), "like \"Status=Archived:stays\", with no, stays, ignore, dead or complaint behind the colon") { Many = true };
    private static readonly VerbInput<bool> DryRun = VerbInputs.Flag("--dry-run", "the same numbers, and nothing is stored");
    private static readonly VerbInput<string> Report = VerbInputs.Path("--report", "OUT.csv", "one row for each data row of the file");

    private const int LinesNamed = 10;

    public override string Name => "import";

    public override string Summary => "imports a job-site export";

    public override IReadOnlyList<VerbInput> Inputs => [File, SheetInputs.Sheet, Site, Profile, Relationship, Source, Moment, Notice, Meaning, DryRun, Report, ExportInputs.Names];

    public override bool BeginsRegistry => true;

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        await using var source = context.OpenFile(line.Get(File));
        ImportSummary summary;
        if (line.TryGet(Report, out var report))
        {
            OutputFile.RequireDistinct(line.Get(File), [report]);
            summary = await OutputFile.WriteAsync(
                context, report, file => ImportAsync(context, source, file), line.Has(DryRun) ? null : "The import itself is done: only its report is missing.");
        }
        else
        {
            summary = await ImportAsync(context, source, null);
        }

        var outcomes = summary.Outcomes;
        await context.AnswerJsonAsync(
            $"{outcomes.Total} rows{(line.Has(DryRun) ? ", nothing stored" : "")}: {outcomes.Created} created, {outcomes.Updated} updated, {outcomes.Unchanged} unchanged, "
            + $"{outcomes.DuplicateInFile} duplicates in the file, {outcomes.Suppressed} suppressed, {outcomes.NeedsReview} for review, {outcomes.Rejected} rejected.",
            summary.ToJson());
        await SheetInputs.SayAsync(context, summary.Sheet);
        if (summary.OptOuts > 0)
        {
            await context.SayAsync($"Opt-outs {(line.Has(DryRun) ? "in" : "recorded from")} the file: {summary.OptOuts}.");
        }

        await SayDoubtsAsync(context, summary.Doubts, line.Has(DryRun));
        foreach (var (number, reason) in summary.Rejected.Take(LinesNamed))
        {
            await context.SayAsync($"Line {number} rejected: {RowReasonWords.SentenceOf(RowOutcome.Rejected, reason, CultureInfo.GetCultureInfo("en"))}");
        }

        await SayMoreAsync(context, summary.Rejected.Count);
        foreach (var row in summary.Faults.Swallowed)
        {
            await context.SayAsync($"The row on line {row.Line} goes on to line {row.LastLine}, because a quotation mark is closed only there. Rows inside it that were not read: {row.Rows}.");
        }

        await SayWarningsAsync(context, summary.Warnings);

        return VerbExecution.Done;
    }

    /// <summary>Each word that nobody gave a meaning, with the option that would settle it.</summary>
    private static async Task SayDoubtsAsync(VerbContext context, IReadOnlyList<FileDoubt> doubts, bool isDryRun)
    {
        foreach (var doubt in doubts.Take(LinesNamed).Select(each => each with { Header = AddressMask.In(each.Header), Value = AddressMask.In(each.Value) }))
        {
            await context.SayAsync(
                $"Not understood in \"{doubt.Header}\": \"{doubt.Value}\" ({doubt.Rows} rows). Settle it with --meaning \"{doubt.Header}={doubt.Value}:stays\" (or :no, :ignore, :dead, :complaint).");
        }

        if (doubts.Count > 0)
        {
            await SayMoreAsync(context, doubts.Count);
            await context.SayAsync(isDryRun
                ? "A value without a meaning counts as a no until a colleague answers it."
                : "Until a colleague answers (verb doubts), these people get no marketing.");
        }
    }

    private static async Task SayWarningsAsync(VerbContext context, IReadOnlyList<ImportWarning> warnings)
    {
        if (warnings.Count == 0)
        {
            return;
        }

        await context.SayAsync($"Warnings: {warnings.Count}. These rows are imported without the value of that field.");
        foreach (var warning in warnings.Take(LinesNamed))
        {
            await context.SayAsync($"Line {warning.Line}, {warning.Field.Word()}: {warning.Reason}.");
        }

        await SayMoreAsync(context, warnings.Count);
    }

    private static Task SayMoreAsync(VerbContext context, int lines) =>
        lines > LinesNamed ? context.SayAsync($"And {lines - LinesNamed} more: see the report (--report) or --json.") : Task.CompletedTask;

    private static async Task<ImportSummary> ImportAsync(VerbContext context, Stream source, Stream? report)
    {
        var line = context.Line;
        var import = new NewImport(line.Get(File))
        {
            Sheet = SheetInputs.Read(line),
            Site = line.TryGet(Site, out var site) ? site : null,
            Profile = line.TryGet(Profile, out var profile) ? profile : null,
            Relationship = line.TryGet(Relationship, out var relationship) ? relationship : null,
            Source = line.TryGet(Source, out var from) ? from : null,
            Moment = line.TryGet(Moment, out var moment) ? moment : null,
            Meanings = new ColumnMeanings(line.All(Meaning)),
            NoticeVersion = line.TryGet(Notice, out var notice) ? notice : null,
            ReportFormat = ExportInputs.FormatOf(context),
        };
        var progress = context.ProgressOf<ImportProgress>(done => $"{done.State}: {done.Rows} rows");
        var summary = (line.Has(DryRun)
            ? await context.Services.GetRequiredService<PreviewImport>().ExecuteAsync(source, import, report, progress, context.Cancellation)
            // Where the owner shuts down it goes on by itself after the next start; whoever breaks it off stops it.
            : await context.Services.GetRequiredService<ImportPeople>().ExecuteAsync(
                source, import, context.Console.Operator, report, progress, context.OwnerStops, context.Cancellation)).OrRefuse();
        if (summary.FileError is not { } error)
        {
            return summary;
        }

        if (line.Json)
        {
            await context.Console.Out.WriteLineAsync(summary.ToJson());
        }

        throw new VerbRefusedException($"The file was not taken in, nothing was stored: {Reason(error)}");
    }

    private static string Reason(FileError error) => error switch
    {
        FileError.Empty => "it is empty.",
        FileError.NotCsv => "it is neither delimited text nor a workbook (.xlsx, .xls).",
        FileError.HeaderOnly => "it has column names and no row.",
        FileError.NoContactColumn => "no column holds an e-mail address or a telephone number.",
        FileError.WorkbookProtected => Told(Refusal.WorkbookProtected),
        FileError.WorkbookDamaged => Told(Refusal.WorkbookDamaged),
        FileError.WorkbookEmpty => Told(Refusal.WorkbookEmpty),
        FileError.WorkbookTooLarge => Told(Refusal.WorkbookTooLarge),
        _ => $"{error}.",
    };

    private static string Told(Refusal refusal) => VerbRefusals.For(refusal).Message;
}
