using ConsentRegistry.Core.Campaigns;
using Quartz;

namespace ConsentRegistry.Web.Jobs;

/// <summary>
/// Carries one campaign as far as it goes now. One job a campaign, so that two runs never meet; it goes from the store with its
/// trigger, and what it has done stands in the deliveries (guarantee 6).
/// </summary>
[DisallowConcurrentExecution]
public sealed class DeliverCampaignJob(DeliverCampaign deliver) : IJob
{
    public const string Group = "campaigns";

    public static JobKey KeyOf(Guid campaign) => new(campaign.ToString(), Group);

    /// <summary>The job and the trigger that starts it at once.</summary>
    public static (IJobDetail Job, ITrigger Trigger) For(Guid campaign, TimeProvider time) => (
        JobBuilder.Create<DeliverCampaignJob>().WithIdentity(KeyOf(campaign)).RequestRecovery().Build(),
        TriggerBuilder.Create(time).WithIdentity(campaign.ToString(), Group).WithExecutionGroup(Group).StartNow().Build());

    // The campaign's id is the job's name: there is no other argument, and nothing of a person in the store (guarantee 10).
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await deliver.ExecuteAsync(Guid.Parse(context.JobDetail.Key.Name), cancellationToken);
}
