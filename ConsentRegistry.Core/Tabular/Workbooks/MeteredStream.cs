using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>Reads a file that stays open, and no more of it than is allowed at the moment: the table of contents of a packed file is read whole into memory.</summary>
internal sealed class MeteredStream(Stream file) : Stream
{
    /// <summary>Bytes that were read.</summary>
    public long Total { get; private set; }

    /// <summary>Bytes that may be read in all.</summary>
    public long Most { get; set; } = long.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        Total += read;
        return Total <= Most ? read : throw new WorkbookException(Refusal.WorkbookTooLarge);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="IOException">The place is before the file; the archive takes that for damage.</exception>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var place = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => file.Position, _ => file.Length };
        return file.Position = place >= 0 ? place : throw new IOException("The place is before the file.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
