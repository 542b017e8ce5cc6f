using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign cancel</c>: calls off what was not handed over, for good.</summary>
public sealed class CampaignCancelVerb : Verb
{
    public override string Name => "campaign cancel";

    public override string Summary => "cancels a campaign; mail not yet handed over is never sent";

    public override IReadOnlyList<VerbInput> Inputs => [NamedCampaign.Input];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var id = await NamedCampaign.FindAsync(context);
        await NamedCampaign.MoveAsync(context, id, "cancelled", start => start.CancelAsync(id, context.Cancellation));
        await CampaignAnswer.GiveAsync(context, id);
        return VerbExecution.Done;
    }
}
