namespace ConsentRegistry.Web.Jobs;

/// <summary>
/// Tells sending slices that the server stops. The engine's own signal comes as well when a job outlasts its timeout, which a mail server can
/// bring about that holds a message for minutes: it is in the air then, and what becomes of it is worth knowing.
/// </summary>
public sealed class JobStop : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public CancellationToken Token => stop.Token;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => stop.CancelAsync();

    public void Dispose() => stop.Dispose();
}
