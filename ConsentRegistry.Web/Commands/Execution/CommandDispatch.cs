using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Web.Commands.Owner;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Decides where a verb runs: here, when it needs no folder or the folder is free; otherwise in the process that owns the folder.</summary>
public sealed class CommandDispatch(IReadOnlyList<Command> verbs, OpenRegistry open, TimeProvider time)
{
    /// <param name="args">The command line as typed.</param>
    /// <param name="console">Where it was typed.</param>
    /// <param name="cancellation">Ends a verb cleanly, as a signal of the system does.</param>
    /// <returns>The exit code; null for <c>serve</c>, which is the caller's own work.</returns>
    public async Task<int?> TryRunAsync(IReadOnlyList<string> args, CommandConsole console, CancellationToken cancellation = default)
    {
        CommandLine? line = null;
        var exit = await CommandExecution.GuardAsync(console, async () =>
        {
            var reader = new CommandLineReader(verbs, console.Directory);
            if (reader.TrySuggest(args, console.Out))
            {
                return CommandExecution.Done;
            }

            line = reader.Read(args);
            if (line.Help is not null || !line.Command.NeedsFolder)
            {
                await using var nothing = new ServiceCollection().AddSingleton(time).BuildServiceProvider();
                return await CommandExecution.RunAsync(line, console, nothing, cancellation);
            }

            if (line.Command is ServeCommand)
            {
                return CommandExecution.Done;
            }

            // A verb that only calculates has nothing to end cleanly: a signal may simply kill it.
            using var signals = new StopSignals();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, cancellation);
            return await RunOnFolderAsync(line, args, console, stop.Token);
        });
        return line is { Help: null, Command: ServeCommand } ? null : exit;
    }

    private async Task<int> RunOnFolderAsync(CommandLine line, IReadOnlyList<string> args, CommandConsole console, CancellationToken cancellation)
    {
        var configuration = CommandConfiguration.Build(line.Settings);
        var folder = configuration.DataFolder(console.Directory);
        var holder = FolderOwnershipHolder.Unknown;
        // An owner that has just started, and perhaps brings a large database to its shape, takes no verb for a while.
        using var wait = new StartWait(
            () => $"the data folder {folder}, which is in use by {holder}",
            "That process does not take the verb: wait until it ends, or stop it, and try again.",
            time,
            console.Error.WriteLine);
        while (true)
        {
            switch (FolderOwnership.Claim(folder, line.Command.Name, time))
            {
                case FolderOwnershipClaim.Refused refused:
                    throw new CommandRefusedException(refused.Sentence);
                case FolderOwnershipClaim.Owned owned:
                    wait.Dispose();
                    return await OwnAsync(owned.Ownership, configuration, line, console, cancellation);
                case FolderOwnershipClaim.HeldBy held:
                    holder = held.Holder;
                    if (await SendAsync(holder, line, args, console, wait, cancellation) is { } exit)
                    {
                        return exit;
                    }

                    break;
            }

            await wait.PauseAsync(cancellation);
        }
    }

    private static async Task<int?> SendAsync(
        FolderOwnershipHolder owner, CommandLine line, IReadOnlyList<string> args, CommandConsole console, StartWait wait, CancellationToken cancellation)
    {
        if (owner.Socket.Length == 0)
        {
            return null;
        }

        if (line.Settings.Keys.FirstOrDefault(key => key != CommandLineReader.DataDirectoryKey) is { } setting)
        {
            throw new CommandRefusedException($"The data folder is in use by {owner}, which has its own settings: --{setting} cannot be given to it.");
        }

        return await ControlClient.TrySendAsync(owner, args, console, wait, cancellation);
    }

    private async Task<int> OwnAsync(
        FolderOwnership folder, IConfiguration configuration, CommandLine line, CommandConsole console, CancellationToken cancellation)
    {
        using (folder)
        {
            var data = new DataFolder(folder.Folder);
            if (!line.Command.BeginsRegistry && !File.Exists(data.RegistryDatabase) && !Directory.Exists(data.Keys))
            {
                await console.Error.WriteLineAsync($"There was no registry in {folder.Folder}: a new, empty one is made. Another folder is named with --data DIR.");
            }

            await using var services = await open(folder, configuration, cancellation);
            await using var server = new ControlServer(folder, verbs, services, time, services.GetRequiredService<ILogger<ControlServer>>());
            server.Start();
            var exit = await CommandExecution.RunAsync(line, console, services, cancellation);
            await console.Out.FlushAsync(CancellationToken.None);
            if (server.Running > 0 && !line.Quiet)
            {
                await console.Error.WriteLineAsync("Done; this process stays until the verbs that others sent to it have ended.");
            }

            await server.DrainAsync(cancellation);
            return exit;
        }
    }
}
