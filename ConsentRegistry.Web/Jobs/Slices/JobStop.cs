namespace ConsentRegistry.Web.Jobs.Slices;

/// <summary>
/// Tells sending slices that the server stops. The engine's own signal comes as well when a job outlasts its timeout, which a mail server can
/// bring about that holds a message for minutes: it is in the air then, and what becomes of it is worth knowing.
/// </summary>
public sealed class JobStop : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private bool isDisposed;

    public JobStop() => Token = stop.Token;

    public CancellationToken Token { get; }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => isDisposed ? Task.CompletedTask : stop.CancelAsync();

    public void Dispose()
    {
        // A host may be told to stop once more after it was disposed of.
        isDisposed = true;
        stop.Dispose();
    }
}
