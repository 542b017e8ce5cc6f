using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign pause</c>: no message more starts until <c>campaign resume</c>.</summary>
public sealed class CampaignPauseVerb : Verb
{
    public override string Name => "campaign pause";

    public override string Summary => "pauses a campaign; \"campaign resume\" goes on with it";

    public override IReadOnlyList<VerbInput> Inputs => [NamedCampaign.Input];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var id = await NamedCampaign.FindAsync(context);
        await NamedCampaign.MoveAsync(context, id, "paused", start => start.PauseAsync(id, context.Cancellation));
        await CampaignAnswer.GiveAsync(context, id);
        return VerbExecution.Done;
    }
}
