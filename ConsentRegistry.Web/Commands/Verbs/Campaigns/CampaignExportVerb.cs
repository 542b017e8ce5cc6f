using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Files;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary>
/// <c>campaign export</c>: the list to call or to write to, decided anew as it is written; with <c>--report</c> every addressee with what was
/// decided.
/// </summary>
public sealed class CampaignExportVerb : Verb
{
    private static readonly VerbInput<string> To = VerbInputs.Path("--out", "FILE", "the file to write", required: true);
    private static readonly VerbInput<bool> Report = VerbInputs.Flag("--report", "every addressee with state, code and rule, addresses masked");
    private static readonly VerbInput<bool> Readable = VerbInputs.Flag("--readable", "the report with addresses in full");

    public override string Name => "campaign export";

    public override string Summary => "exports the list to call or to write to, or the report";

    public override IReadOnlyList<VerbInput> Inputs => [NamedCampaign.Input, To, Report, Readable, ExportInputs.Names];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        var id = (await NamedCampaign.ReadAsync(context, await NamedCampaign.FindAsync(context))).Campaign.Id;
        var export = context.Services.GetRequiredService<ExportCampaignList>();
        var format = ExportInputs.FormatOf(context);
        var stands = await NamedCampaign.StandsAsync(context, id);
        var rows = await OutputFile.WriteAsync(context, line.Get(To), async file => Exported(
            line.Has(Report)
                ? await export.ReportAsync(id, file, format, line.Has(Readable), context.Cancellation)
                : await export.ListAsync(id, file, format, context.Cancellation),
            stands));
        await context.AnswerAsync($"{rows} rows written.", new { rows });
        return VerbExecution.Done;
    }

    private static int Exported(Result<int> rows, string stands) => rows.Refusal switch
    {
        Refusal.ListNotForChannel => throw new VerbRefusedException("Only campaigns by telephone and by post have a list; for the others there is --report."),
        Refusal.CampaignNotReady => throw new VerbRefusedException($"Not ready yet: nothing is written. {stands}"),
        _ => rows.OrRefuse(),
    };
}
