using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Files;

/// <summary>An output stream whose failures are refusals, told apart from those of whatever is read to write it.</summary>
/// <param name="target">Left open.</param>
/// <param name="refused">Makes the refusal of a failure.</param>
internal sealed class RefusingStream(Stream target, Func<Exception, VerbRefusedException> refused) : Stream
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
            target.Write(buffer);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw refused(e);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await target.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw refused(e);
        }
    }

    public override void Flush()
    {
        try
        {
            target.Flush();
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw refused(e);
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await target.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw refused(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static bool IsFailure(Exception problem) => problem is IOException or UnauthorizedAccessException;
}
