using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign cancel</c>: calls off what was not handed over, for good.</summary>
public sealed class CampaignCancelCommand : Command
{
    public override string Name => "campaign cancel";

    public override string Summary => "cancels a campaign; mail not yet handed over is never sent";

    public override IReadOnlyList<CommandInput> Inputs => [NamedCampaign.Input];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var id = await NamedCampaign.FindAsync(context);
        await NamedCampaign.MoveAsync(context, id, "called off", start => start.CancelAsync(id, context.Cancellation));
        await CampaignAnswer.GiveAsync(context, id);
        return CommandExecution.Done;
    }
}
