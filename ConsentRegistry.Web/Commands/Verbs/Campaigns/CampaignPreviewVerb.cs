using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign preview</c>: what the gate says about everybody in the audience now; nothing is stored.</summary>
public sealed class CampaignPreviewVerb : Verb
{
    public override string Name => "campaign preview";

    public override string Summary => "shows what would be sent and blocked if it started now";

    public override IReadOnlyList<VerbInput> Inputs => [NamedCampaign.Input];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var id = await NamedCampaign.FindAsync(context);
        var preview = (await context.Services.GetRequiredService<PreviewCampaign>().ExecuteAsync(id, cancellation: context.Cancellation)).OrRefuse();
        var byCode = CampaignAnswer.Words(preview.ByCode);
        await context.AnswerAsync(
            $"{preview.Allowed} of {preview.Audience} addressees would get the message. By code: {CampaignAnswer.Text(byCode)}.",
            new { addressees = preview.Audience, preview.Allowed, byCode, sendingLocked = LockedSending.ReasonOf(context) });
        await LockedSending.SayAsync(context);
        return VerbExecution.Done;
    }
}
