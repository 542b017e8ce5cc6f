using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign status</c>: where one campaign stands, or all of them, newest first.</summary>
public sealed class CampaignStatusVerb : Verb
{
    private static readonly VerbInput<string> One = VerbInputs.Text("CAMPAIGN", null, "its id or name; all campaigns when none is named");

    public override string Name => "campaign status";

    public override string Summary => "shows the status of a campaign, or of all";

    public override IReadOnlyList<VerbInput> Inputs => [One];

    public override async Task<int> RunAsync(VerbContext context)
    {
        if (context.Line.TryGet(One, out var named))
        {
            await CampaignAnswer.GiveAsync(context, await NamedCampaign.FindAsync(context, named));
            return VerbExecution.Done;
        }

        var all = await context.Services.GetRequiredService<CampaignQueries>().ListAsync(0, int.MaxValue, context.Cancellation);
        var answers = all.Rows.Select(CampaignAnswer.Of).ToList();
        await context.AnswerAsync(
            answers.Count == 0 ? "There is no campaign." : string.Join(Environment.NewLine, answers), new { campaigns = answers, sendingLocked = LockedSending.ReasonOf(context) });
        await LockedSending.SayAsync(context);
        return VerbExecution.Done;
    }
}
