using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConsentRegistry.Tests.Support.Smtp;

/// <summary>
/// Plays recorded conversations, one a connection. A line <c>S: text</c> is sent; <c>C: text</c> must come, and <c>C: text*</c> must
/// come with anything after it; <c>C: DOT</c> reads a message to its final dot; <c>S: CLOSE</c> ends the connection; a script that
/// ends holds the connection open until the other side closes it; <c>S: WAIT</c> waits for <see cref="GoOn"/>.
/// </summary>
public sealed class ScriptedSmtpServer : IAsyncDisposable
{
    public const string Hello = "S: 220 mail.test.example\nC: EHLO *\nS: 250-mail.test.example\nS: 250-PIPELINING\nS: 250 SIZE 10000000\n";
    public const string Offer = "C: MAIL FROM:*\nC: RCPT TO:*\nS: 250 2.1.0 Ok\nS: 250 2.1.5 Ok\n";
    public const string Data = "C: DATA\nS: 354 go on\nC: DOT\n";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task playing;
    private readonly List<string> messages = [];
    private readonly TaskCompletionSource addresseeNamed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedSmtpServer(params string[] conversations)
    {
        listener.Start();
        playing = PlayAllAsync(conversations);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The messages read so far, dots as they came over the wire, without the final one.</summary>
    public IReadOnlyList<string> Messages => messages;

    /// <summary>Waits until the first RCPT TO has been read.</summary>
    public Task AddresseeNamedAsync() => addresseeNamed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>Waits until the conversation stands at <c>S: WAIT</c>.</summary>
    public Task WaitingAsync() => waiting.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public void GoOn() => goOn.TrySetResult();

    /// <summary>Waits until every conversation was played to its end, and fails if one went otherwise.</summary>
    public Task PlayedAsync() => playing.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        goOn.TrySetResult();
        await Task.WhenAny(playing);
    }

    private async Task PlayAllAsync(string[] conversations)
    {
        foreach (var conversation in conversations)
        {
            using var client = await listener.AcceptTcpClientAsync();
            client.NoDelay = true;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            foreach (var line in conversation.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line == "S: CLOSE")
                {
                    break;
                }

                await PlayAsync(line, stream, reader);
            }

            if (!conversation.Contains("S: CLOSE", StringComparison.Ordinal))
            {
                while (await reader.ReadLineAsync() is "QUIT")
                {
                }
            }
        }
    }

    private async Task PlayAsync(string line, NetworkStream stream, StreamReader reader)
    {
        if (line == "S: WAIT")
        {
            waiting.TrySetResult();
            await goOn.Task;
        }
        else if (line.StartsWith("S: ", StringComparison.Ordinal))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line[3..] + "\r\n"));
        }
        else if (line == "C: DOT")
        {
            var message = new StringBuilder();
            for (string? text; (text = await reader.ReadLineAsync()) != ".";)
            {
                message.Append(text ?? throw new IOException("The message ended without its dot.")).Append("\r\n");
            }

            messages.Add(message.ToString());
        }
        else
        {
            var wanted = line[3..];
            var came = await reader.ReadLineAsync() ?? "(closed)";
            if (wanted.EndsWith('*') ? !came.StartsWith(wanted[..^1], StringComparison.Ordinal) : came != wanted)
            {
                throw new IOException($"Wanted '{wanted}', came '{came}'.");
            }

            if (came.StartsWith("RCPT", StringComparison.Ordinal))
            {
                addresseeNamed.TrySetResult();
            }
        }
    }
}
