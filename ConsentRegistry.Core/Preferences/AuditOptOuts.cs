using System.Data.Common;
using System.Text.Json;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Preferences;

/// <summary>
/// Writes the lines of the audit trail for opt-outs that operators record. An opt-out waits for nothing: where the trail cannot be written its
/// line comes later, and where the process ended before that it is made from the opt-out journal at the next start.
/// </summary>
public sealed partial class AuditOptOuts(AuditTrail audit, OptOutJournal journal, IDbContextFactory<AuditDbContext> contexts, ILogger<AuditOptOuts> log) : IStartupStep
{
    /// <summary>The detail of a line that names its acts, so that none is written twice.</summary>
    private const string Acts = "acts";

    /// <summary>What a crash left without a line stands at the end of the journal: a loaded list of millions is not read through at every start.</summary>
    private const int LinesLookedAt = 10_000;

    private static readonly string[] ByOperator = [EntryPoint.Screen.ToString(), EntryPoint.CommandLine.ToString()];

    /// <summary>Records what an operator did; nothing for a person's own exit and for what a file brought, which have their own history.</summary>
    internal async Task RecordAsync(IReadOnlyCollection<BarAct> acts)
    {
        var own = acts.Where(act => ByOperator.Contains(act.EntryPoint.ToString())).ToList();
        if (own.Count > 0)
        {
            await RecordAsync(own[0].Operator, [.. own.Select(act => act.Person).Distinct()], own.ConvertAll(act => act.ActId));
        }
    }

    /// <summary>At a start: the lines that a crash kept from being written.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var lines = journal.After(Math.Max(journal.End - LinesLookedAt, 0)).Where(line => line.Kind == JournalKind.Bar && ByOperator.Contains(line.Source)).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        try
        {
            var written = await WrittenSinceAsync(lines.Min(line => line.RecordedAt), cancellation);
            foreach (var line in lines.Where(line => !written.Contains(line.Act)))
            {
                await RecordAsync(line.Operator, [line.Person], [line.Act]);
            }
        }
        catch (Exception problem) when (problem is DbException or JsonException or FormatException)
        {
            // A trail that cannot be read keeps nobody from starting: who says no must be heard.
            LogUnread(problem.GetType().Name);
        }
    }

    private Task<bool> RecordAsync(string by, Guid[] people, IReadOnlyCollection<Guid> acts) => audit.RecordBehindAsync(
        by, AuditAction.BarRecorded, people is [var only] && only != Guid.Empty ? only : null, new Dictionary<string, string> { [Acts] = string.Join(' ', acts) });

    private async Task<HashSet<Guid>> WrittenSinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var details = await context.Entries.Where(entry => entry.Action == AuditAction.BarRecorded && entry.At >= since).Select(entry => entry.Details).ToListAsync(cancellation);
        return [.. details.SelectMany(each => JsonSerializer.Deserialize<Dictionary<string, string>>(each)!.GetValueOrDefault(Acts, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Guid.Parse)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail cannot be read ({Problem}): lines of opt-outs may be missing from it until the next start.")]
    private partial void LogUnread(string problem);
}
