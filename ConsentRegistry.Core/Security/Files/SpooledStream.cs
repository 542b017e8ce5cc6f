namespace ConsentRegistry.Core.Security.Files;

/// <summary>Reads an encrypted copy piece by piece; one piece at a time is in memory.</summary>
internal sealed class SpooledStream(FileStream file, SpooledStream.Unseal unseal) : Stream
{
    /// <summary>Bytes of the file in one sealed piece.</summary>
    internal const int PieceLength = 1 << 16;

    /// <summary>What the sealing adds to a piece.</summary>
    internal const int SealLength = 28;

    /// <summary>Bytes before the first piece: the id of the copy, which is bound into each piece so that none can stand in another copy.</summary>
    internal const int HeadLength = 32;

    private const int SealedLength = PieceLength + SealLength;

    private readonly byte[] sealedPiece = new byte[SealedLength];
    private byte[] piece = [];
    private long pieceNumber = -1;

    /// <summary>Opens one sealed piece.</summary>
    public delegate byte[] Unseal(ReadOnlySpan<byte> sealedPiece, long number);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = LengthOf(file.Length - HeadLength);

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.Length == 0)
        {
            return 0;
        }

        Load(Position / PieceLength);
        var part = piece.AsSpan((int)(Position % PieceLength));
        part = part[..Math.Min(part.Length, buffer.Length)];
        part.CopyTo(buffer);
        Position += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }

    private void Load(long number)
    {
        if (number == pieceNumber)
        {
            return;
        }

        file.Position = HeadLength + (number * SealedLength);
        var read = file.ReadAtLeast(sealedPiece, SealedLength, throwOnEndOfStream: false);
        (piece, pieceNumber) = (unseal(sealedPiece.AsSpan(0, read), number), number);
    }

    private static long LengthOf(long sealedLength)
    {
        var (whole, rest) = Math.DivRem(sealedLength, SealedLength);
        return (whole * PieceLength) + Math.Max(0, rest - SealLength);
    }
}
