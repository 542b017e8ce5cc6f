using System.Buffers.Binary;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>The keyed hash under which an address is suppressed (RULES S-1); the address cannot be read from it.</summary>
/// <param name="High">The first 128 bits: enough to tell addresses apart in memory.</param>
/// <param name="Low">The other 128 bits.</param>
public readonly record struct SuppressionKey(UInt128 High, UInt128 Low)
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    public static SuppressionKey Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    public static SuppressionKey FromHex(string hex) => Read(Convert.FromHexString(hex));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
