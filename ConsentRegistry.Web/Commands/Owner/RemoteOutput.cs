namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>Standard output or standard error of a client, as a stream in the owner.</summary>
/// <param name="channel">The connection.</param>
/// <param name="kind">Which of the two streams it is.</param>
/// <param name="clientGone">Called when nobody reads any more. The verb is then told to stop rather than torn apart by an exception.</param>
internal sealed class RemoteOutput(ControlChannel channel, ControlFrameKind kind, Action clientGone) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            channel.Write(new ControlFrame(kind, buffer.ToArray()));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            clientGone();
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
