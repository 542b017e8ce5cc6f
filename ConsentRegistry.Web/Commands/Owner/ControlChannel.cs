using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;

namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>One connection of the control socket: lines of JSON in both directions.</summary>
public sealed class ControlChannel : IDisposable
{
    // Far above any command line and any piece of a stream; what is longer does not come from this program.
    private const int LongestLine = 1024 * 1024;

    private readonly NetworkStream stream;
    private readonly PipeReader reader;
    private readonly Lock writing = new();

    public ControlChannel(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
    }

    /// <summary>Writes one line. Blocks while the other side does not read, which is what slows a verb down to its reader.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public void Write<T>(T message)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web);
        lock (writing)
        {
            stream.Write([.. json, (byte)'\n']);
        }
    }

    /// <summary>Reads one line; null when the other side has ended the conversation.</summary>
    /// <exception cref="InvalidDataException">What came is no line of this protocol.</exception>
    public async Task<T?> ReadAsync<T>(CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            var result = await ReadMoreAsync(cancellation);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var message = Parse<T>(result.Buffer.Slice(0, end));
                reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return message;
            }

            if (result.IsCompleted)
            {
                return null;
            }

            if (result.Buffer.Length > LongestLine)
            {
                throw new InvalidDataException("The line is too long.");
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public void Dispose() => stream.Dispose();

    private async Task<ReadResult> ReadMoreAsync(CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A process that was killed resets the connection: for this side that is an end like any other.
            return new ReadResult(ReadOnlySequence<byte>.Empty, isCanceled: false, isCompleted: true);
        }
    }

    private static T Parse<T>(ReadOnlySequence<byte> line)
        where T : class
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return JsonSerializer.Deserialize<T>(ref json, JsonSerializerOptions.Web) ?? throw new InvalidDataException("The line is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The line is not of this protocol.", e);
        }
    }
}
