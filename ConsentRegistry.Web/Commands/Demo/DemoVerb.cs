using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Demo;

/// <summary><c>demo</c>: fills an empty data folder with invented people and two years of what happened to them.</summary>
public sealed class DemoVerb : Verb
{
    /// <summary>How many people there are, some of whom are erased again.</summary>
    private const int People = 300;

    public const string Word = "demo";

    public override string Name => Word;

    public override string Summary => "fills an empty data folder with invented people, consents and campaigns";

    public override IReadOnlyList<VerbInput> Inputs => [];

    public override bool BeginsRegistry => true;

    public override async Task<int> RunAsync(VerbContext context)
    {
        // A process that is there for something else has the real clock, and its data are somebody's.
        if (context.Services.GetRequiredService<TimeProvider>() is not DemoClock clock)
        {
            throw new VerbRefusedException("The data folder is in use by another process: stop it, or name a new folder with --data DIR.");
        }

        if (await IsInUseAsync(context))
        {
            throw new VerbRefusedException("The data folder is not empty: name a new one with --data DIR.");
        }

        var counts = await new DemoHistory(context.Services, clock).LiveAsync(People, context.ProgressOf("days"), context.Cancellation);
        await context.AnswerAsync(
            $"{counts.People} invented people, {counts.OptIns} opt-ins, {counts.OptOuts} opt-outs, {counts.Imports} imports, {counts.Campaigns} campaigns, {counts.Erasures} erasures. Start the application on the same folder to look at them.",
            counts);
        return VerbExecution.Done;
    }

    private static async Task<bool> IsInUseAsync(VerbContext context) =>
        (await context.Services.GetRequiredService<PeopleQueries>().ListAsync(new PeopleFilter { Take = 1 }, context.Cancellation)).Total > 0
        || (await context.Services.GetRequiredService<CampaignQueries>().ListAsync(0, 1, context.Cancellation)).Total > 0
        || context.Services.GetRequiredService<SuppressionIndex>().Count > 0;
}
