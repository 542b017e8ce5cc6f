using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Web.Commands.Owner;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Decides where a verb runs: here, when it needs no folder or the folder is free; otherwise in the process that owns the folder.</summary>
public sealed class VerbDispatch(IReadOnlyList<Verb> verbs, OpenRegistry open, TimeProvider time)
{
    /// <param name="args">The command line as typed.</param>
    /// <param name="console">Where it was typed.</param>
    /// <param name="cancellation">Ends a verb cleanly, as a signal of the system does.</param>
    /// <returns>The exit code; null for <c>serve</c>, which is the caller's own work.</returns>
    public async Task<int?> TryRunAsync(IReadOnlyList<string> args, VerbConsole console, CancellationToken cancellation = default)
    {
        CommandLine? line = null;
        var exit = await VerbExecution.GuardAsync(console, async () =>
        {
            var reader = new CommandLineReader(verbs, console.Directory);
            if (reader.TrySuggest(args, console.Out))
            {
                return VerbExecution.Done;
            }

            line = reader.Read(args);
            if (line.Help is not null || !line.Verb.NeedsFolder)
            {
                await using var nothing = new ServiceCollection().AddSingleton(time).BuildServiceProvider();
                return await VerbExecution.RunAsync(line, console, nothing, cancellation);
            }

            if (line.Verb is ServeVerb)
            {
                return VerbExecution.Done;
            }

            // A verb that only calculates has nothing to end cleanly: a signal may simply kill it.
            using var signals = new StopSignals();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, cancellation);
            return await RunOnFolderAsync(line, args, console, stop.Token);
        });
        return line is { Help: null, Verb: ServeVerb } ? null : exit;
    }

    private async Task<int> RunOnFolderAsync(CommandLine line, IReadOnlyList<string> args, VerbConsole console, CancellationToken cancellation)
    {
        var configuration = CommandLineConfiguration.Build(line.Settings);
        var folder = configuration.DataFolder(console.Directory);
        if (!line.Verb.BeginsRegistry && !new DataFolder(folder).HoldsRegistry)
        {
            throw new VerbRefusedException($"There is no registry in {folder}; name the folder of one with --data DIR, or begin one with 'serve', 'import', 'suppress' or 'demo'.");
        }

        var holder = FolderOwnershipHolder.Unknown;
        // An owner that has just started, and perhaps brings a large database to its shape, takes no verb for a while.
        using var wait = new StartWait(
            () => $"the data folder {folder}, which is in use by {holder}",
            "That process does not take the verb: wait until it ends, or stop it, and try again.",
            time,
            console.Error.WriteLine);
        while (true)
        {
            switch (FolderOwnership.Claim(folder, line.Verb.Name, time))
            {
                case FolderOwnershipClaim.Refused refused:
                    throw new VerbRefusedException(refused.Sentence);
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
        FolderOwnershipHolder owner, CommandLine line, IReadOnlyList<string> args, VerbConsole console, StartWait wait, CancellationToken cancellation)
    {
        if (owner.Socket.Length == 0)
        {
            return null;
        }

        if (line.Settings.Keys.FirstOrDefault(key => key != CommandLineReader.DataDirectoryKey) is { } setting)
        {
            throw new VerbRefusedException($"The data folder is in use by {owner}, which has its own settings: --{setting} cannot be given to it.");
        }

        return await ControlClient.TrySendAsync(owner, args, console, wait, cancellation);
    }

    private async Task<int> OwnAsync(
        FolderOwnership folder, IConfiguration configuration, CommandLine line, VerbConsole console, CancellationToken cancellation)
    {
        using (folder)
        {
            var data = new DataFolder(folder.Folder);
            if (!line.Verb.BeginsRegistry && !File.Exists(data.RegistryDatabase) && !Directory.Exists(data.Keys))
            {
                await console.Error.WriteLineAsync($"There was no database in {folder.Folder}: a new, empty registry is made. Another folder is named with --data DIR.");
            }

            await using var services = await open(folder, configuration, cancellation);
            await using var server = new ControlServer(folder, verbs, services, time, services.GetRequiredService<ILogger<ControlServer>>());
            server.Start();
            var exit = await VerbExecution.RunAsync(line, console, services, cancellation);
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
