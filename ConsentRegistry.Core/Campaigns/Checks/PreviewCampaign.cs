using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Checks;

/// <summary>What a campaign would do if it were sent now.</summary>
/// <param name="Audience">How many mailboxes or numbers.</param>
/// <param name="ByReason">How many of them by the gate's answer; the cap is applied only at hand-over.</param>
public sealed record CampaignPreview(int Audience, IReadOnlyDictionary<DecisionReason, int> ByReason)
{
    /// <summary>How many by the gate's code alone.</summary>
    public IReadOnlyDictionary<DecisionCode, int> ByCode => DecisionReason.ByCode(ByReason);

    public int Allowed => ByReason.Where(each => each.Key.Code.VerdictOf() == Verdict.Allow).Sum(each => each.Value);
}

/// <summary>Asks the gate about everybody in an audience and stores nothing; the result is remembered for the operator who sends the campaign.</summary>
public sealed class PreviewCampaign(
    IDbContextFactory<RegistryDbContext> contexts, AudienceReader reader, SendFactsLoader loader, CampaignMessage message, ContactPointCipher cipher,
    DraftChecks draftChecks, TimeProvider time)
{
    /// <param name="progress">Told after each part, with the counts so far.</param>
    public async Task<Result<CampaignPreview>> ExecuteAsync(Guid id, IProgress<CampaignPreview>? progress = null, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var campaign = await context.Set<Campaign>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancellation);
        if (campaign is null)
        {
            return Refusal.CampaignNotFound;
        }

        var seen = new HashSet<UInt128>();
        var counts = new Dictionary<DecisionReason, int>();
        await foreach (var part in reader.ReadAsync(campaign, new AudiencePlace(), cancellation))
        {
            var fresh = part.Where(member => seen.Add(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(cipher.IndexOf(member.Address)))).ToList();
            foreach (var group in fresh.GroupBy(member => member.MatchReason))
            {
                var loaded = await loader.LoadAsync(message.FactsOf(campaign, group.Key), [.. group.Select(member => member.Address)], time.GetUtcNow(), cancellation: cancellation);
                foreach (var each in loaded)
                {
                    var reason = DecisionReason.Of(each.Decide().Code, each.People.Count == 0);
                    counts[reason] = counts.GetValueOrDefault(reason) + 1;
                }
            }

            progress?.Report(new CampaignPreview(seen.Count, new Dictionary<DecisionReason, int>(counts)));
        }

        var preview = new CampaignPreview(seen.Count, counts);
        draftChecks.Counted(campaign, preview);
        return preview;
    }
}
