using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Account.Demo;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Demo;

/// <summary><c>demo</c>: fills an empty data folder with invented people and two years of what happened to them, and with four colleagues who can sign in.</summary>
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

        await context.Services.PrepareAccountsAsync();
        if (await IsInUseAsync(context))
        {
            throw new VerbRefusedException("The data folder is not empty: name a new one with --data DIR.");
        }

        // Before anybody is in it: what is stopped half-way is a demonstration too.
        context.Services.GetRequiredService<DataFolder>().MarkAsDemo();
        var colleagues = await context.Services.GetRequiredService<MakeDemoAccounts>().RunAsync(context.Console.Operator);
        var counts = await new DemoHistory(context.Services, clock, colleagues).LiveAsync(People, context.ProgressOf("days"), context.Cancellation);
        await context.AnswerAsync(
            $"{counts.People} invented people, {counts.OptIns} opt-ins, {counts.OptOuts} opt-outs, {counts.Imports} imports, {counts.Campaigns} campaigns, {counts.Erasures} erasures. Start the application on the same folder to look at them.",
            counts with { SignIns = DemoSignIns.All, Password = DemoSignIns.Password });
        await context.SayAsync($"Four colleagues can sign in, all with the password \"{DemoSignIns.Password}\":");
        foreach (var colleague in DemoSignIns.All)
        {
            var role = EnglishTexts.In<AccountTexts, string>(context, texts => texts[$"Role.{colleague.Role}"]);
            await context.SayAsync($"  {colleague.Email,-24} {colleague.DisplayName,-16} {role}");
        }

        return VerbExecution.Done;
    }

    private static async Task<bool> IsInUseAsync(VerbContext context) =>
        (await context.Services.GetRequiredService<PeopleQueries>().ListAsync(new PeopleFilter { Take = 1 }, context.Cancellation)).Total > 0
        || (await context.Services.GetRequiredService<CampaignQueries>().ListAsync(0, 1, context.Cancellation)).Total > 0
        || context.Services.GetRequiredService<SuppressionIndex>().Count > 0
        || (await context.Services.GetRequiredService<AccountQueries>().ListAsync(context.Cancellation)).Count > 0;
}
