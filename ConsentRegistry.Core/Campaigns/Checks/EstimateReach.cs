using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Checks;

/// <summary>How many a draft would reach, of how many it is meant for.</summary>
/// <param name="Reached">Mailboxes or numbers that the gate lets through now; the cap is applied only at hand-over.</param>
/// <param name="Audience">All of them.</param>
/// <param name="IsRounded">Reckoned from a part of a large audience, to two digits.</param>
public sealed record AudienceReach(int Reached, int Audience, bool IsRounded);

/// <summary>
/// Tells whoever writes a draft how many it would reach, before anything of it is saved. Of a large audience a part is asked about, evenly from all of it;
/// what the draft lacks yet is taken to be there, because it is asked for before the campaign goes out. Stores nothing.
/// </summary>
public sealed class EstimateReach(IDbContextFactory<RegistryDbContext> contexts, AudienceReader reader, CountAnswers answers, ProtectedValues values)
{
    /// <summary>So many are asked about at most: enough for two digits, and a second of work.</summary>
    private const int Most = 2_000;

    private const int Part = 500;

    /// <summary>What stands for a reference or reason that is not written yet.</summary>
    private const string ToCome = "…";

    /// <param name="draft">As it stands on the screen.</param>
    public async Task<AudienceReach> ExecuteAsync(CampaignDraft draft, CancellationToken cancellation)
    {
        var campaign = new Campaign { Id = draft.Id ?? Guid.Empty, Name = draft.Name, CreatedBy = string.Empty };
        draft.WriteTo(campaign);
        if (campaign.Kind == MessageKind.ProjectOffer)
        {
            campaign.OfferReference ??= ToCome;
            campaign.MatchReason = campaign.MatchReason?.OrForAll(ToCome) ?? MatchReasons.Of(ToCome);
        }

        var sample = await reader.SampleAsync(campaign, await LinesAsync(draft, cancellation), Most, cancellation);
        var counts = new AnswerCounts();
        foreach (var part in sample.Members.Chunk(Part))
        {
            cancellation.ThrowIfCancellationRequested();
            await answers.AddAsync(counts, campaign, part, cancellation);
        }

        var found = counts.SoFar();
        return sample.LookedAt == sample.Of
            ? new AudienceReach(found.Allowed, found.Audience, IsRounded: false)
            : new AudienceReach(Scaled(found.Allowed, sample), Scaled(found.Audience, sample), IsRounded: true);
    }

    /// <summary>The addresses of the list; null for people of the registry. A list that was saved is not typed again.</summary>
    private async Task<IReadOnlyList<string>?> LinesAsync(CampaignDraft draft, CancellationToken cancellation)
    {
        if (draft.List is not null || !draft.KeepsList)
        {
            return draft.List;
        }

        await using var context = contexts.CreateDbContext();
        var saved = await context.Set<Campaign>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == draft.Id, cancellation);
        return saved?.ListBy(values) ?? [];
    }

    private static int Scaled(int counted, AudienceSample sample)
    {
        var all = (double)counted * sample.Of / sample.LookedAt;
        var unit = all < 100 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(all)) - 1);
        return (int)(Math.Round(all / unit) * unit);
    }
}
