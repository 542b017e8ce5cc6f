using System.Runtime.InteropServices;

namespace ConsentRegistry.Web.Commands;

/// <summary>All verbs of the program, and the way from its arguments to one of them.</summary>
public static class Verbs
{
    /// <summary>The table, in the order of the usage text.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        new ServeCommand(),
    ];

    /// <summary>Runs the verb that was typed.</summary>
    /// <returns>The exit code of the process; null when the web application is wanted.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        using var console = CommandConsole.OfThisProcess();
        using var stop = new StopSignals();
        return await new CommandDispatch(All, RegistryHost.OpenAsync, TimeProvider.System).TryRunAsync(args, console, stop.Token);
    }

    /// <summary>Interrupt, hang-up and termination end a verb cleanly; a second one ends the process at once.</summary>
    private sealed class StopSignals : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly List<PosixSignalRegistration> registrations = [];

        public StopSignals()
        {
            foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            {
                registrations.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = !stop.IsCancellationRequested;
                    stop.Cancel();
                }));
            }
        }

        public CancellationToken Token => stop.Token;

        public void Dispose()
        {
            registrations.ForEach(registration => registration.Dispose());
            stop.Dispose();
        }
    }
}
