using System.Globalization;
using System.Text;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>
/// Writes the report of a campaign, or the list to call or to write to. The list is decided anew when it is exported: whoever opted out since
/// the campaign ran is not on it (guarantee 2).
/// </summary>
public sealed class ExportCampaignList(
    RegistryWriter writer, SendFactsLoader loader, CampaignMessage message, CampaignQueries queries, TimeProvider time)
{
    private const int Part = 500;

    /// <summary>The people to call or to write to, one a row. E-mail is sent by us, and text messages are only checked: for them there is no list.</summary>
    /// <returns>How many are on it; <see cref="Refusal.ListNotForChannel"/> for e-mail and text messages.</returns>
    public async Task<Outcome<int>> ListAsync(Guid id, Stream to, CultureInfo culture, CancellationToken cancellation = default)
    {
        if (await queries.FindAsync(id, cancellation) is not { } view)
        {
            return Refusal.CampaignNotFound;
        }

        if (view.Campaign.Channel is not (Channel.Phone or Channel.Post))
        {
            return Refusal.ListNotForChannel;
        }

        await DecideAnewAsync(view.Campaign, cancellation);
        return await WriteAsync(to, culture, id, DeliveryState.Listed, readable: true, cancellation);
    }

    /// <summary>Every addressee with code, rule and ledger position.</summary>
    /// <param name="readable">Addresses in full; otherwise masked.</param>
    public Task<int> ReportAsync(Guid id, Stream to, CultureInfo culture, bool readable, CancellationToken cancellation = default) =>
        WriteAsync(to, culture, id, null, readable, cancellation);

    private async Task DecideAnewAsync(Campaign campaign, CancellationToken cancellation)
    {
        for (Guid? last = null; ;)
        {
            var part = await queries.DeliveriesAsync(campaign.Id, DeliveryState.Listed, null, 0, int.MaxValue, readable: true, cancellation);
            var next = part.Rows.Where(row => last is null || row.Id.CompareTo(last.Value) > 0).Take(Part).ToList();
            if (next.Count == 0)
            {
                return;
            }

            last = next[^1].Id;
            var kind = campaign.Channel.AddressKindOf();
            var blocked = new Dictionary<Guid, SendDecision>();
            foreach (var row in next)
            {
                var address = Address.Read(kind, row.Address) ?? new Address(kind, row.Address, row.Address);
                var loaded = await loader.LoadAsync(message.FactsOf(campaign, row.MatchReason), [address], time.GetUtcNow(), cancellation: cancellation);
                if (loaded[0].Decide() is { IsAllowed: false } decision)
                {
                    blocked[row.Id] = decision;
                }
            }

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
    }

    private async Task<int> WriteAsync(Stream to, CultureInfo culture, Guid id, DeliveryState? state, bool readable, CancellationToken cancellation)
    {
        // Excel in Dutch and French expects a semicolon, and UTF-8 only with its mark (INTERFACES 4).
        var delimiter = culture.TwoLetterISOLanguageName == "en" ? "," : ";";
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            InjectionOptions = InjectionOptions.Escape,
        });
        foreach (var header in new[] { "name", "address", "state", "code", "rule", "sentence", "ledger", "settings", "decidedAt", "sentAt", "matchReason", "reply" })
        {
            csv.WriteField(header);
        }

        await csv.NextRecordAsync();
        var count = 0;
        for (var skip = 0; ; skip += Part)
        {
            var page = await queries.DeliveriesAsync(id, state, null, skip, Part, readable, cancellation);
            foreach (var row in page.Rows)
            {
                count++;
                csv.WriteField(row.Name);
                // Excel would read a number as a formula or a sum.
                csv.WriteField(row.Address);
                csv.WriteField(row.State.ToString());
                csv.WriteField(row.Code?.ToString());
                csv.WriteField(row.Rule?.Text());
                csv.WriteField(row.Code is { } code ? DecisionSentences.SentenceOf(code, culture) : null);
                csv.WriteField(row.LedgerSequence);
                csv.WriteField(row.SettingsVersion);
                csv.WriteField(Local(row.DecidedAt));
                csv.WriteField(Local(row.SentAt));
                csv.WriteField(row.MatchReason);
                csv.WriteField(row.Reply);
                await csv.NextRecordAsync();
            }

            if (page.Rows.Count < Part)
            {
                return count;
            }
        }
    }

    private static string? Local(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, BrusselsTime.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
