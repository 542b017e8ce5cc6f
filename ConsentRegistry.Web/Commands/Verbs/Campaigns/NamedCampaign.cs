using System.Globalization;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Components.Campaigns;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary>The campaign that a verb is about.</summary>
internal static class NamedCampaign
{
    public static readonly VerbInput<string> Input = VerbInputs.Text("CAMPAIGN", null, "the campaign's id, or its name if it is unique", required: true);

    /// <exception cref="VerbRefusedException">There is none, or more than one.</exception>
    public static Task<Guid> FindAsync(VerbContext context) => FindAsync(context, context.Line.Get(Input));

    /// <inheritdoc cref="FindAsync(VerbContext)"/>
    public static async Task<Guid> FindAsync(VerbContext context, string named)
    {
        if (Guid.TryParse(named, out var id))
        {
            return id;
        }

        return await context.Services.GetRequiredService<CampaignQueries>().NamedAsync(named, context.Cancellation) switch
        {
            [var only] => only,
            [] => throw VerbRefusals.For(Refusal.CampaignNotFound),
            _ => throw new VerbRefusedException("Several campaigns have this name: use the id."),
        };
    }

    /// <summary>Starts, pauses, resumes or calls off a campaign; where it stands when it cannot be done now.</summary>
    /// <param name="done">What cannot be done to it then, as in "it cannot be paused".</param>
    /// <exception cref="VerbRefusedException">It was refused.</exception>
    public static async Task MoveAsync(VerbContext context, Guid id, string done, Func<StartCampaign, Task<Result<CampaignState>>> move)
    {
        var outcome = await move(context.Services.GetRequiredService<StartCampaign>());
        if (outcome.Refusal is Refusal.CampaignUnderWay or Refusal.CampaignNotRunning)
        {
            throw new VerbRefusedException($"{await StandsAsync(context, id)} It cannot be {done}.");
        }

        outcome.OrRefuse();
    }

    /// <summary>Where the campaign stands, in a sentence.</summary>
    public static async Task<string> StandsAsync(VerbContext context, Guid id)
    {
        var campaign = (await ReadAsync(context, id)).Campaign;
        return EnglishTexts.In<CampaignTexts, string>(context, texts => texts.Stands(
            campaign, at => BrusselsTime.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
    }

    /// <exception cref="VerbRefusedException">There is no such campaign.</exception>
    public static async Task<CampaignView> ReadAsync(VerbContext context, Guid id) =>
        await context.Services.GetRequiredService<CampaignQueries>().FindAsync(id, context.Cancellation) ?? throw VerbRefusals.For(Refusal.CampaignNotFound);
}
