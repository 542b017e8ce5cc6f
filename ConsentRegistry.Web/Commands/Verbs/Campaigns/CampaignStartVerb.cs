using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign start</c>: begins now and, when no server runs, carries the campaign to its end; or sets the instant at which a server begins.</summary>
public sealed class CampaignStartVerb : Verb
{
    private static readonly VerbInput<DateTimeOffset> At = VerbInputs.Instant("--at", "INSTANT", "starts automatically then, when a server runs (default: now)");

    public override string Name => "campaign start";

    public override string Summary => "starts a campaign";

    public override IReadOnlyList<VerbInput> Inputs => [NamedCampaign.Input, At];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var id = await NamedCampaign.FindAsync(context);
        if (context.Line.TryGet(At, out var at))
        {
            await NamedCampaign.MoveAsync(context, id, "started", start => start.ScheduleAsync(id, at, cancellation: context.Cancellation));
        }
        else
        {
            await NamedCampaign.MoveAsync(context, id, "started", start => start.StartAsync(id, cancellation: context.Cancellation));
            if (!CampaignDelivery.IsLeftToServer(context))
            {
                await CampaignDelivery.RunAsync(context, id);
            }
        }

        await CampaignAnswer.GiveAsync(context, id);
        return VerbExecution.Done;
    }
}
