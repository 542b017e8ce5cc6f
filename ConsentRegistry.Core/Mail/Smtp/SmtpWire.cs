using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;

namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>
/// The byte stream under a connection: whole replies in, whole commands out. Every failure is a
/// <see cref="SmtpUnavailableException"/>; only a cancellation by the caller passes as itself.
/// </summary>
internal sealed class SmtpWire : IAsyncDisposable
{
    private const int LongestLine = 2048;
    private const int MostLines = 100;

    private readonly Socket socket;
    private readonly TimeProvider time;
    private readonly byte[] buffer = new byte[4096];
    private Stream stream;
    private int start;
    private int end;

    private SmtpWire(Socket socket, TimeProvider time)
    {
        this.socket = socket;
        this.time = time;
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<SmtpWire> ConnectAsync(string host, int port, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        // Commands are small and each waits for its answer: held back by Nagle they would wait for an acknowledgement too.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new Deadline(limit, time, cancellationToken);
        try
        {
            await socket.ConnectAsync(host, port, deadline.Token);
            return new SmtpWire(socket, time);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw e is SocketException
                ? new SmtpUnavailableException(TransportFault.Unreachable, "The mail server cannot be reached.", e)
                : new SmtpUnavailableException(TransportFault.TimedOut, "The mail server did not accept the connection in time.", e);
        }
    }

    public async Task EncryptAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        if (start != end)
        {
            // Whoever can write into the clear part could otherwise have answers read as if they had come through TLS.
            throw new SmtpUnavailableException(TransportFault.TlsFailed, "The mail server sent text before TLS had begun.");
        }

        using var deadline = new Deadline(options.ConnectTimeout, time, cancellationToken);
        try
        {
            var tls = new SslStream(stream, leaveInnerStreamOpen: false);
            stream = tls;
            await tls.AuthenticateAsClientAsync(options.TlsOptions(), deadline.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or CryptographicException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SmtpUnavailableException(TransportFault.TlsFailed, "TLS with the mail server failed; its certificate may not be trusted.", e);
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(limit, time, cancellationToken);
        try
        {
            await stream.WriteAsync(bytes, deadline.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw Translate(e, cancellationToken);
        }
    }

    /// <summary>Writes into the socket's send buffer without waiting; false when it does not fit or the connection is gone.</summary>
    public bool TryWriteNow(ReadOnlySpan<byte> bytes)
    {
        try
        {
            socket.Blocking = false;
            stream.Write(bytes);
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    public async Task<SmtpReply> ReadReplyAsync(TimeSpan limit, CancellationToken cancellationToken, TimeSpan grace = default)
    {
        using var deadline = new Deadline(limit, time, cancellationToken, grace);
        try
        {
            var lines = new List<string>(1);
            do
            {
                lines.Add(await ReadLineAsync(deadline.Token));
            }
            while (!SmtpReply.IsLast(lines[^1]) && lines.Count < MostLines);
            return SmtpReply.FromLines(lines) ?? throw Broken();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw Translate(e, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static Exception Translate(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => new OperationCanceledException(e.Message, e, cancellationToken),
        OperationCanceledException => new SmtpUnavailableException(TransportFault.TimedOut, "The mail server did not answer in time.", e),
        _ => Lost(e),
    };

    private static SmtpUnavailableException Lost(Exception? inner = null) =>
        new(TransportFault.ConnectionLost, "The connection to the mail server was lost.", inner);

    private static SmtpUnavailableException Broken() =>
        new(TransportFault.ProtocolBroken, "The mail server gave an answer that is no SMTP.");

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            var feed = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            var until = feed < 0 ? end : feed;
            line.Append(Encoding.UTF8.GetString(buffer, start, until - start));
            start = feed < 0 ? end : feed + 1;
            if (line.Length > LongestLine)
            {
                throw Broken();
            }

            if (feed >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }

            start = 0;
            end = 0;
            end = await stream.ReadAsync(buffer, cancellationToken);
            if (end == 0)
            {
                throw Lost();
            }
        }
    }
}
