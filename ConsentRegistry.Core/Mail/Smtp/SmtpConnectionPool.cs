namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>
/// Keeps signed-in connections for the next message: never more at once than the settings say, none for more messages
/// than the settings say, none idle for long.
/// </summary>
public sealed class SmtpConnectionPool : IAsyncDisposable
{
    private readonly SmtpOptions options;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim places;
    private readonly Lock gate = new();
    private readonly List<SmtpConnection> idle = [];
    private readonly ITimer sweep;
    private bool disposed;

    public SmtpConnectionPool(SmtpOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        this.options = options;
        this.time = time;
        places = new SemaphoreSlim(options.MaxConnections);
        sweep = time.CreateTimer(_ => _ = CloseIdleAsync(), null, options.CloseAfterIdle, options.CloseAfterIdle);
    }

    /// <summary>Takes a connection, waiting for a place; it comes back by <see cref="ReturnAsync"/>.</summary>
    /// <returns>The connection, and whether it has carried a message before and may therefore have died unnoticed.</returns>
    /// <exception cref="SmtpUnavailableException">A new one was needed and could not be opened.</exception>
    internal async Task<(SmtpConnection Connection, bool Reused)> RentAsync(CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            while (TakeIdle() is { } known)
            {
                var quiet = time.GetElapsedTime(known.LastHeard);
                if (quiet < options.ProbeAfterIdle || (quiet < options.CloseAfterIdle && await known.ProbeAsync(cancellationToken)))
                {
                    return (known, true);
                }

                await known.CloseAsync();
            }

            return (await SmtpConnection.OpenAsync(options, time, cancellationToken), false);
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    /// <summary>Gives a place back; the connection is kept when it can take another message, and closed otherwise.</summary>
    internal async Task ReturnAsync(SmtpConnection connection)
    {
        var keep = connection.IsUsable && connection.Messages < options.MaxMessagesPerConnection;
        if (keep)
        {
            lock (gate)
            {
                keep = !disposed;
                if (keep)
                {
                    idle.Add(connection);
                }
            }
        }

        if (!keep)
        {
            await connection.CloseAsync();
        }

        places.Release();
    }

    /// <summary>Closes what is idle; what is rented is closed when it comes back.</summary>
    public async ValueTask DisposeAsync()
    {
        await sweep.DisposeAsync();
        List<SmtpConnection> left;
        lock (gate)
        {
            disposed = true;
            left = [.. idle];
            idle.Clear();
        }

        foreach (var connection in left)
        {
            await connection.CloseAsync();
        }
    }

    private SmtpConnection? TakeIdle()
    {
        lock (gate)
        {
            if (idle.Count == 0)
            {
                return null;
            }

            // The one used last is the least likely to have been dropped by the server.
            var last = idle[^1];
            idle.RemoveAt(idle.Count - 1);
            return last;
        }
    }

    private async Task CloseIdleAsync()
    {
        List<SmtpConnection> old;
        lock (gate)
        {
            old = idle.FindAll(c => time.GetElapsedTime(c.LastHeard) >= options.CloseAfterIdle);
            idle.RemoveAll(old.Contains);
        }

        foreach (var connection in old)
        {
            await connection.CloseAsync();
        }
    }
}
