using ConsentRegistry.Web.Commands.Demo;
using ConsentRegistry.Web.Commands.Verbs;
using ConsentRegistry.Web.Commands.Verbs.Accounts;
using ConsentRegistry.Web.Commands.Verbs.Campaigns;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>All verbs of the program, and the way from its arguments to one of them.</summary>
public static class VerbTable
{
    /// <summary>The table, in the order of the usage text.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        new ServeCommand(),
        new DemoCommand(),
        new ImportCommand(),
        new ScrubCommand(),
        new CheckCommand(),
        new DecideCommand(),
        new DoubtsCommand(),
        new OptOutCommand(),
        new OptInCommand(),
        new SuppressCommand(),
        new EraseCommand(),
        new CampaignCreateCommand(),
        new CampaignPreviewCommand(),
        new CampaignStartCommand(),
        new CampaignPauseCommand(),
        new CampaignResumeCommand(),
        new CampaignCancelCommand(),
        new CampaignStatusCommand(),
        new CampaignExportCommand(),
        new NormaliseCommand(),
        new DeadlinesCommand(),
        new VerifyCommand(),
        new RepairJournalCommand(),
        new UnlockSendingCommand(),
        new RotateKeyCommand(),
        new MergeCommand(),
        new EditCommand(),
        new UserAddCommand(),
        new UserRoleCommand(),
        new UserResetCommand(),
        new UserDisableCommand(),
    ];

    /// <summary>Runs the verb that was typed.</summary>
    /// <returns>The exit code of the process; null when the web application is wanted.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        using var console = CommandConsole.OfThisProcess();
        return await new CommandDispatch(All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync(args, console);
    }
}
