using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>verify</c>: holds ledger, suppression list, journal, audit trail, anchors and keys against each other and names the first bad row of each.</summary>
public sealed class VerifyVerb : Verb
{
    public override string Name => "verify";

    public override string Summary => "checks ledger, journal, suppression list, audit trail, keys and databases";

    public override IReadOnlyList<VerbInput> Inputs => [];

    /// <summary>It has to speak even where the trail itself is what is broken.</summary>
    public override bool IsRecorded => false;

    public override async Task<int> RunAsync(VerbContext context)
    {
        var report = await context.Services.GetRequiredService<VerifyRegistry>().ExecuteAsync(context.ProgressOf("events"), context.Cancellation);
        if (context.Line.Json)
        {
            await context.WriteJsonAsync(new { sound = report.IsSound, report.Events, report.Payloads, report.Entries, report.JournalLines, report.AuditEntries, report.Anchors, report.Findings });
        }
        else
        {
            await context.SayAsync($"{report.Events} events, {report.Payloads} payloads, {report.Entries} suppression entries, {report.JournalLines} journal lines, {report.AuditEntries} audit entries, {report.Anchors} anchors.");
            foreach (var finding in report.Findings)
            {
                await context.Console.Out.WriteLineAsync($"{finding.Table} row {finding.Row}: {finding.Problem}");
            }

            await context.SayAsync(report.IsSound ? "No problem found: everything is as it was written." : $"Problems found: tell the privacy officer. A damaged journal is made whole by \"{RepairJournalVerb.Word}\", a damaged database by putting back a copy of it.");
        }

        return report.IsSound ? VerbExecution.Done : VerbExecution.Refused;
    }
}
