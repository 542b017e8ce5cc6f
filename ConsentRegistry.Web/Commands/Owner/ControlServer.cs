using System.Net.Sockets;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>The owner's side of the control socket: takes verbs of other processes and runs them here, several at once.</summary>
/// <remarks>Only the owner's account (and the system's administrator) can connect: the socket's mode is set before it listens.</remarks>
public sealed partial class ControlServer(
    FolderOwnership folder, IReadOnlyList<Verb> verbs, IServiceProvider services, TimeProvider time, ILogger<ControlServer> logger) : IAsyncDisposable
{
    private static readonly TimeSpan LongestWaitForRequest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWaitForStoppedVerb = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailedAccept = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly HashSet<Task> sessions = [];
    private Socket? listener;
    private Task accepting = Task.CompletedTask;
    private bool disposed;

    /// <summary>Verbs that run here for other processes at this moment.</summary>
    public int Running
    {
        get
        {
            lock (sessions)
            {
                return sessions.Count;
            }
        }
    }

    public void Start()
    {
        var path = folder.Holder.Socket;
        File.Delete(path);
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, DataFolder.PrivateFile);
        }

        listener.Listen();
        accepting = AcceptAsync(listener);
    }

    /// <summary>Takes no more verbs and waits for those that run.</summary>
    /// <param name="giveUp">When set, the running verbs are stopped instead.</param>
    public async Task DrainAsync(CancellationToken giveUp)
    {
        if (disposed)
        {
            // A host that failed disposes before it stops.
            return;
        }

        await closing.CancelAsync();
        await accepting;
        listener?.Dispose();
        Task all;
        lock (sessions)
        {
            all = Task.WhenAll(sessions);
        }

        try
        {
            await all.WaitAsync(giveUp);
        }
        catch (OperationCanceledException)
        {
            await stopping.CancelAsync();
            await Task.WhenAny(all, Task.Delay(LongestWaitForStoppedVerb, time, CancellationToken.None));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DrainAsync(new CancellationToken(canceled: true));
        disposed = true;
        closing.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync(Socket from)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                Track(ServeAsync(await from.AcceptAsync(closing.Token)));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                // No file handle left, for one: the connection waits in the queue until there is.
                AcceptFailed(e.SocketErrorCode);
                await Task.Delay(PauseAfterFailedAccept, time, CancellationToken.None);
            }
        }
    }

    private void Track(Task session)
    {
        lock (sessions)
        {
            sessions.Add(session);
        }

        session.ContinueWith(ended =>
        {
            lock (sessions)
            {
                sessions.Remove(ended);
            }
        }, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        using var session = new ControlSession(socket, verbs, services);
        using var patience = new CancellationTokenSource(LongestWaitForRequest, time);
        using var untilRequest = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, closing.Token);
        try
        {
            if (await session.RunAsync(untilRequest.Token, stopping.Token) is { } verb)
            {
                VerbRan(verb);
            }
        }
        catch (InvalidDataException e)
        {
            NotOurProtocol(e.Message);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            ConnectionLost(e.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The verb {Verb} of another process ran here.")]
    private partial void VerbRan(string verb);

    [LoggerMessage(2, LogLevel.Warning, "Something that is no verb came in on the control socket. {Reason}")]
    private partial void NotOurProtocol(string reason);

    [LoggerMessage(3, LogLevel.Debug, "A connection of the control socket ended early ({Reason}).")]
    private partial void ConnectionLost(string reason);

    [LoggerMessage(4, LogLevel.Warning, "A connection of the control socket could not be taken ({Error}).")]
    private partial void AcceptFailed(SocketError error);
}
