using ConsentRegistry.Web.Commands.Demo;
using ConsentRegistry.Web.Commands.Verbs;
using ConsentRegistry.Web.Commands.Verbs.Accounts;
using ConsentRegistry.Web.Commands.Verbs.Campaigns;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>All verbs of the program, and the way from its arguments to one of them.</summary>
public static class VerbTable
{
    /// <summary>The table, in the order of the usage text.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new ServeVerb(),
        new DemoVerb(),
        new ImportVerb(),
        new ScrubVerb(),
        new CheckVerb(),
        new DecideVerb(),
        new DoubtsVerb(),
        new OptOutVerb(),
        new OptInVerb(),
        new SuppressVerb(),
        new EraseVerb(),
        new CampaignCreateVerb(),
        new CampaignPreviewVerb(),
        new CampaignStartVerb(),
        new CampaignPauseVerb(),
        new CampaignResumeVerb(),
        new CampaignCancelVerb(),
        new CampaignStatusVerb(),
        new CampaignExportVerb(),
        new NormaliseVerb(),
        new DeadlinesVerb(),
        new VerifyVerb(),
        new RepairJournalVerb(),
        new UnlockSendingVerb(),
        new RotateKeyVerb(),
        new MergeVerb(),
        new EditVerb(),
        new UserAddVerb(),
        new UserRoleVerb(),
        new UserResetVerb(),
        new UserDisableVerb(),
    ];

    /// <summary>Runs the verb that was typed.</summary>
    /// <returns>The exit code of the process; null when the web application is wanted.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        using var console = VerbConsole.OfThisProcess();
        return await new VerbDispatch(All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync(args, console);
    }
}
