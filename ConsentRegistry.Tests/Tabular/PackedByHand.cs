using System.IO.Compression;
using System.Text;

namespace ConsentRegistry.Tests.Tabular;

/// <summary>A zip file written byte by byte, which may say of itself what is not so.</summary>
internal sealed class PackedByHand
{
    private readonly List<byte> file = [];
    private readonly List<byte> contents = [];
    private int count;

    /// <summary>Adds the parts of a workbook as they are.</summary>
    public PackedByHand Add(WorkbookFile workbook)
    {
        foreach (var (name, content) in workbook.All())
        {
            Add(name, content);
        }

        return this;
    }

    public PackedByHand Add(string name, string content) => Add(name, content, "", 0, "", Encoding.UTF8.GetByteCount(content));

    /// <summary>A part whose middle comes again and again, packed to next to nothing.</summary>
    /// <param name="said">The length that the file tells of it; null for the true one, as far as four bytes can tell.</param>
    public PackedByHand Add(string name, string start, string middle, int times, string end, long? said = null)
    {
        using var packed = new MemoryStream();
        packed.Write(Packed(start));
        var again = Packed(middle);
        for (var i = 0; i < times; i++)
        {
            packed.Write(again);
        }

        packed.Write(Packed(end));
        packed.Write([3, 0]);
        var length = said ?? Math.Min(uint.MaxValue - 1L, start.Length + ((long)middle.Length * times) + end.Length);
        Write(name, packed.ToArray(), (uint)length);
        return this;
    }

    public byte[] Bytes()
    {
        var (offset, parts) = ((uint)file.Count, BitConverter.GetBytes((ushort)count));
        return [.. file, .. contents, .. Numbers(0x06054B50, 0), .. parts, .. parts, .. Numbers((uint)contents.Count, offset), 0, 0];
    }

    /// <summary>Whole blocks that refer to nothing before them, so that they can be put one after another.</summary>
    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        deflate.Write(Encoding.UTF8.GetBytes(text));
        deflate.Flush();
        return packed.ToArray();
    }

    private void Write(string name, byte[] packed, uint length)
    {
        var at = (uint)file.Count;
        var label = Encoding.ASCII.GetBytes(name);

        // Version 2.0, packed; no time; the checksum is not looked at before the end is reached.
        byte[] sizes = [.. Numbers(0, (uint)packed.Length, length), (byte)label.Length, 0, 0, 0];
        file.AddRange([.. Numbers(0x04034B50), 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, .. sizes, .. label, .. packed]);
        contents.AddRange([.. Numbers(0x02014B50), 20, 0, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, .. sizes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Numbers(at), .. label]);
        count++;
    }

    private static byte[] Numbers(params uint[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];
}
