using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>A part of a workbook while it is unpacked. Every byte is counted before it is handed on.</summary>
/// <param name="part">Goes with this.</param>
/// <param name="packed">Bytes that were read of the file.</param>
/// <param name="count">Told of the bytes that came, for the workbook as a whole; throws when they are too many.</param>
internal sealed class UnpackedStream(Stream part, Func<long> packed, WorkbookBounds bounds, Action<int> count) : Stream
{
    private readonly long before = packed();
    private long unpacked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        unpacked += read;
        count(read);
        return unpacked <= bounds.UnpackedUnasked || unpacked / Math.Max(packed() - before, 1) < bounds.Ratio ? read : throw new WorkbookException(Refusal.WorkbookTooLarge);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            part.Dispose();
        }

        base.Dispose(disposing);
    }
}
