using System.Net;
using System.Net.Sockets;

namespace ConsentRegistry.Measure;

/// <summary>
/// A mail server on a loopback port that takes everything and keeps nothing, faster than any client. Answers can be held back for the time
/// that a network would take there and back.
/// </summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TimeSpan roundTrip;

    public SmtpSink(TimeSpan roundTrip)
    {
        this.roundTrip = roundTrip;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Messages taken so far.</summary>
    public int Taken { get; private set; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                client.NoDelay = true;
                _ = TalkAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed: the measurement is over.
        }
    }

    private async Task TalkAsync(Socket client)
    {
        using var stream = new NetworkStream(client, ownsSocket: true);
        await stream.WriteAsync("220 sink.example\r\n"u8.ToArray());
        var buffer = new byte[256 * 1024];
        var answers = new MemoryStream();
        var (length, inMessage) = (0, false);
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length))) > 0;)
        {
            length += read;
            length = Answer(buffer, length, answers, ref inMessage);
            if (answers.Length > 0)
            {
                await (roundTrip > TimeSpan.Zero ? Task.Delay(roundTrip) : Task.CompletedTask);
                await stream.WriteAsync(answers.GetBuffer().AsMemory(0, (int)answers.Length));
                answers.SetLength(0);
            }
        }
    }

    /// <summary>Writes the answer to everything that has come whole; what is left moves to the front.</summary>
    private int Answer(byte[] buffer, int length, MemoryStream answers, ref bool inMessage)
    {
        var rest = buffer.AsSpan(0, length);
        while (true)
        {
            var end = inMessage ? rest.IndexOf("\r\n.\r\n"u8) : rest.IndexOf("\r\n"u8);
            if (end < 0)
            {
                // Of a message only the bytes in which its end could begin are kept.
                rest = inMessage && rest.Length > 4 ? rest[^4..] : rest;
                rest.CopyTo(buffer);
                return rest.Length;
            }

            var line = rest[..end];
            answers.Write(inMessage ? "250 2.0.0 taken\r\n"u8
                : line.StartsWith("EHLO"u8) ? "250-sink.example\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 10000000\r\n"u8
                : line.StartsWith("DATA"u8) ? "354 go on\r\n"u8
                : "250 2.0.0 Ok\r\n"u8);
            Taken += inMessage ? 1 : 0;
            rest = rest[(end + (inMessage ? 5 : 2))..];
            inMessage = !inMessage && line.StartsWith("DATA"u8);
        }
    }
}
