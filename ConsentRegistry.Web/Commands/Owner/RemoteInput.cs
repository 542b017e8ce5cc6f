using System.Threading.Channels;

namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>
/// Standard input of a client, as a stream in the owner. It asks for each piece: a client whose verb reads nothing never touches its
/// own standard input, and a slow verb is not flooded.
/// </summary>
internal sealed class RemoteInput(ControlChannel channel) : Stream
{
    private readonly Channel<byte[]> pieces = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> rest;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Takes a piece that the client sent; an empty one is the end.</summary>
    public void Give(byte[] piece) => pieces.Writer.TryWrite(piece);

    /// <summary>The client is gone: whoever waits for a piece gets an error.</summary>
    public void Abandon() => pieces.Writer.TryComplete(new IOException("The sender of the verb is gone."));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (rest.IsEmpty && !ended)
        {
            channel.Write(new ControlFrame(ControlFrameKind.WantInput));
            rest = await pieces.Reader.ReadAsync(cancellationToken);
            ended = rest.IsEmpty;
        }

        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
