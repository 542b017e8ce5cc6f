using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>
/// Writes the report of a campaign, or the list to call or to write to. The list is decided anew while it is exported: whoever opted out since
/// the campaign ran is not on it (guarantee 2).
/// </summary>
public sealed class ExportCampaignList(
    RegistryWriter writer, SendFactsLoader loader, CampaignMessage message, CampaignQueries queries, TimeProvider time)
{
    private static readonly string[] Names =
        ["name", "address", "state", "code", "rule", "sentence", "ledger", "settings", "decidedAt", "sentAt", "matchReason", "reply"];

    /// <summary>The people to call or to write to, one a row. We send e-mail ourselves, and text messages are only checked: they have no list.</summary>
    /// <returns>
    /// How many are on it; <see cref="Refusal.ListNotForChannel"/> for e-mail and text messages, <see cref="Refusal.CampaignNotReady"/> until
    /// everybody is decided. Nothing is written when it is refused.
    /// </returns>
    public async Task<Result<int>> ListAsync(Guid id, Stream to, ExportFormat format, CancellationToken cancellation = default)
    {
        if (await queries.FindAsync(id, cancellation) is not { Campaign: var campaign })
        {
            return Refusal.CampaignNotFound;
        }

        if (campaign.Channel is not (Channel.Phone or Channel.Post))
        {
            return Refusal.ListNotForChannel;
        }

        if (campaign.State != CampaignState.Finished)
        {
            return Refusal.CampaignNotReady;
        }

        await using var csv = await ExportCsv.OpenAsync(to, format, Names);
        var count = 0;
        await foreach (var part in queries.EachDeliveryAsync(campaign, DeliveryState.Listed, readable: true, cancellation))
        {
            var blocked = await BlockAsync(campaign, part, cancellation);
            foreach (var row in part.Where(row => !blocked.Contains(row.Id)))
            {
                count++;
                await WriteAsync(csv, row, format);
            }
        }

        return count;
    }

    /// <summary>Every addressee with code, rule and ledger position.</summary>
    /// <inheritdoc cref="ReportAsync(Guid, Stream, ExportFormat, bool, DeliveryState?, DecisionReason?, CancellationToken)"/>
    public Task<Result<int>> ReportAsync(Guid id, Stream to, ExportFormat format, bool readable, CancellationToken cancellation = default) =>
        ReportAsync(id, to, format, readable, null, null, cancellation);

    /// <summary>The addressees in one state, or with one reason, with code, rule and ledger position.</summary>
    /// <param name="readable">Addresses in full; otherwise masked.</param>
    /// <param name="state">Only those in this state when their part is read; null for all.</param>
    /// <param name="reason">Only those with this reason; null for all.</param>
    /// <returns>How many there are; <see cref="Refusal.CampaignNotReady"/> until the audience is gathered, and then nothing is written.</returns>
    public async Task<Result<int>> ReportAsync(
        Guid id, Stream to, ExportFormat format, bool readable, DeliveryState? state, DecisionReason? reason, CancellationToken cancellation = default)
    {
        if (await queries.FindAsync(id, cancellation) is not { Campaign: var campaign })
        {
            return Refusal.CampaignNotFound;
        }

        if (!campaign.HasReport)
        {
            return Refusal.CampaignNotReady;
        }

        await using var csv = await ExportCsv.OpenAsync(to, format, Names);
        var count = 0;
        await foreach (var part in queries.EachDeliveryAsync(campaign, state, readable, cancellation))
        {
            foreach (var row in part.Where(row => reason is null || row.Reason?.AsTold == reason.Value.AsTold))
            {
                count++;
                await WriteAsync(csv, row, format);
            }
        }

        return count;
    }

    /// <summary>Decides a part of the list again; who is barred now is marked as blocked for good.</summary>
    private async Task<HashSet<Guid>> BlockAsync(Campaign campaign, IReadOnlyList<DeliveryRow> part, CancellationToken cancellation)
    {
        var kind = campaign.Channel.AddressKindOf();
        var blocked = new Dictionary<Guid, SendDecision>();
        foreach (var unreadable in part.Where(row => row.Address.Length == 0))
        {
            blocked[unreadable.Id] = SendDecision.Undetermined;
        }

        foreach (var group in part.Where(row => row.Address.Length > 0).GroupBy(row => row.MatchReason))
        {
            var rows = group.ToList();
            var addresses = rows.ConvertAll(row => Address.Read(kind, row.Address) ?? new Address(kind, row.Address, row.Address));
            var loaded = await loader.LoadAsync(message.FactsOf(campaign, group.Key), addresses, time.GetUtcNow(), cancellation: cancellation);
            foreach (var (row, facts) in rows.Zip(loaded))
            {
                if (facts.Decide() is { IsAllowed: false } decision)
                {
                    blocked[row.Id] = decision;
                }
            }
        }

        if (blocked.Count > 0)
        {
            await writer.WriteAsync(
                async write =>
                {
                    foreach (var delivery in await write.Context.Set<Delivery>().Where(each => blocked.Keys.Contains(each.Id)).ToListAsync())
                    {
                        (delivery.State, delivery.Code, delivery.Rule) = (DeliveryState.Blocked, blocked[delivery.Id].Code, blocked[delivery.Id].Rule);
                    }
                },
                cancellation);
        }

        return [.. blocked.Keys];
    }

    private static Task WriteAsync(CsvWriter csv, DeliveryRow row, ExportFormat format)
    {
        var language = format.Language;
        csv.WriteField(row.Name);
        csv.WriteField(row.Address);
        csv.WriteField(format.Names == ExportNames.Display ? DeliveryWords.WordOf(row.State, language) : row.State.ToString());
        csv.WriteField(row.Code?.ToString());
        csv.WriteField(row.Rule?.Text());
        csv.WriteField(row.Reason?.SentenceIn(language));
        csv.WriteField(row.LedgerSequence);
        csv.WriteField(row.SettingsVersion);
        csv.WriteField(Local(row.DecidedAt));
        csv.WriteField(Local(row.SentAt));
        csv.WriteField(row.MatchReason);
        csv.WriteField(ReplySentences.SentenceOf(row.Reply, language));
        return csv.NextRecordAsync();
    }

    private static string? Local(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, BrusselsTime.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
