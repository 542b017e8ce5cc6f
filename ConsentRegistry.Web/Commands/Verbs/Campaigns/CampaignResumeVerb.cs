using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign resume</c>: goes on with a campaign that was paused, or that a stopped verb left where it was.</summary>
public sealed class CampaignResumeVerb : Verb
{
    public override string Name => "campaign resume";

    public override string Summary => "resumes a campaign that was paused or interrupted";

    public override IReadOnlyList<VerbInput> Inputs => [NamedCampaign.Input];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var id = await NamedCampaign.FindAsync(context);
        var isServed = CampaignDelivery.IsLeftToServer(context);
        // A server goes on by itself with what was left; without one, a campaign that runs is one that nobody carries.
        if (isServed || (await NamedCampaign.ReadAsync(context, id)).Campaign.State is not (CampaignState.Preparing or CampaignState.Running))
        {
            await NamedCampaign.MoveAsync(context, id, "resumed", start => start.ResumeAsync(id, context.Cancellation));
        }
        else if (LockedSending.ReasonOf(context) is not null)
        {
            throw VerbRefusals.For(Refusal.SendingLocked);
        }

        if (!isServed)
        {
            await CampaignDelivery.RunAsync(context, id);
        }

        await CampaignAnswer.GiveAsync(context, id);
        return VerbExecution.Done;
    }
}
