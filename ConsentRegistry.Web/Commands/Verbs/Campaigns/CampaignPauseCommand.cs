using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign pause</c>: no message more starts until <c>campaign resume</c>.</summary>
public sealed class CampaignPauseCommand : Command
{
    public override string Name => "campaign pause";

    public override string Summary => "pauses a campaign; \"campaign resume\" goes on with it";

    public override IReadOnlyList<CommandInput> Inputs => [NamedCampaign.Input];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var id = await NamedCampaign.FindAsync(context);
        await NamedCampaign.MoveAsync(context, id, "paused", start => start.PauseAsync(id, context.Cancellation));
        await CampaignAnswer.GiveAsync(context, id);
        return CommandExecution.Done;
    }
}
