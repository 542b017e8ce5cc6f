using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Tests.Campaigns;

namespace ConsentRegistry.Tests.Jobs.Slices;

/// <summary>Campaigns that the job engine carries.</summary>
public abstract class CampaignJobScene : CampaignScene
{
    private protected static Task<Guid> BeginAsync(RunningJobs jobs, CampaignDraft draft) => StartAsync(jobs.Registry, draft);

    private protected static async Task<CampaignState> StateAsync(RunningJobs jobs, Guid campaign) =>
        (await jobs.Get<CampaignQueries>().FindAsync(campaign))!.Campaign.State;

    private protected static int Outbox(RunningJobs jobs) => Mails(jobs.Registry).Count;
}
