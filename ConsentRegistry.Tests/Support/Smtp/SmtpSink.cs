using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConsentRegistry.Tests.Support.Smtp;

/// <summary>What the sink does with a mail.</summary>
internal enum SinkMood
{
    Takes = 1,

    /// <summary>Ends the connection where the content should come.</summary>
    HangsUpAtData = 2,

    /// <summary>Has the whole mail and ends the connection without a word.</summary>
    HangsUpAfterDot = 3,

    /// <summary>Not now (451).</summary>
    Defers = 4,
}

/// <summary>One mail that a client began to hand over.</summary>
/// <param name="Addressee">Of RCPT TO.</param>
/// <param name="DataAt">When DATA came, as a timestamp of <see cref="Stopwatch"/>.</param>
/// <param name="Whole">The final dot came too, so that the mail was taken.</param>
internal sealed record SinkMail(string Addressee, long DataAt, bool Whole);

/// <summary>A mail server of this process that outlives the programs which talk to it, and remembers when each hand-over began.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<SinkMood> mood;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<SinkMail> mails = [];
    private readonly Task accepting;

    /// <param name="mood">Asked for each mail.</param>
    public SmtpSink(Func<SinkMood> mood)
    {
        this.mood = mood;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyCollection<SinkMail> Mails => mails;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await SayAsync(stream, "220 sink.example");
                var addressee = "";
                while (await reader.ReadLineAsync(stop.Token) is { } line && !line.StartsWith("QUIT", StringComparison.Ordinal))
                {
                    if (line.StartsWith("RCPT TO:<", StringComparison.Ordinal))
                    {
                        addressee = line[9..line.IndexOf('>', StringComparison.Ordinal)];
                    }

                    if (line != "DATA")
                    {
                        await SayAsync(stream, line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink.example\r\n250 PIPELINING" : "250 ok");
                    }
                    else if (!await TakeAsync(stream, reader, addressee))
                    {
                        return;
                    }
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The other side was killed, or the test is over.
            }
        }
    }

    /// <returns>False when the connection ends here.</returns>
    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader, string addressee)
    {
        var begun = new SinkMail(addressee, Stopwatch.GetTimestamp(), false);
        var now = mood();
        if (now is SinkMood.HangsUpAtData or SinkMood.Defers)
        {
            mails.Add(begun);
            if (now == SinkMood.Defers)
            {
                await SayAsync(stream, "451 4.3.0 later");
            }

            return now == SinkMood.Defers;
        }

        await SayAsync(stream, "354 go on");
        string? line;
        do
        {
            line = await reader.ReadLineAsync(stop.Token);
        }
        while (line is not (null or "."));
        mails.Add(begun with { Whole = line is not null });
        if (line is null || now == SinkMood.HangsUpAfterDot)
        {
            return false;
        }

        await SayAsync(stream, "250 2.0.0 taken");
        return true;
    }

    private static ValueTask SayAsync(NetworkStream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
