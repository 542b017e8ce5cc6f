using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
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
public sealed class PreviewCampaign(IDbContextFactory<RegistryDbContext> contexts, AudienceReader reader, CountAnswers answers, DraftChecks draftChecks)
{
    /// <param name="progress">Told after each part, with the counts so far.</param>
    public async Task<Result<CampaignPreview>> ExecuteAsync(Guid id, IProgress<CampaignPreview>? progress = null, CancellationToken cancellation = default)
    {
        await using var context = contexts.CreateDbContext();
        var campaign = await context.Set<Campaign>().AsNoTracking().Include(each => each.Texts).SingleOrDefaultAsync(each => each.Id == id, cancellation);
        if (campaign is null)
        {
            return Refusal.CampaignNotFound;
        }

        var counts = new AnswerCounts();
        await foreach (var part in reader.ReadAsync(campaign, new AudiencePlace(), cancellation))
        {
            await answers.AddAsync(counts, campaign, part, cancellation);
            progress?.Report(counts.SoFar());
        }

        var preview = counts.SoFar();
        draftChecks.Counted(campaign, preview);
        return preview;
    }
}
