using System.Runtime.InteropServices;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Interrupt, hang-up and termination tell a verb to end cleanly; a second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
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
