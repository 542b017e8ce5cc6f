using System.Buffers.Binary;
using System.Text;

namespace ConsentRegistry.Tests.Tabular;

/// <summary>A compound file written byte by byte: a header, the table of sectors, and a directory of empty files.</summary>
internal static class CompoundByHand
{
    private const int Sector = 512;
    private const int Entry = 128;
    private const uint None = 0xFFFFFFFF;
    private const uint EndOfChain = 0xFFFFFFFE;

    /// <param name="names">Three at most.</param>
    public static byte[] With(params string[] names)
    {
        var file = new byte[Sector * 3];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        Short(file, 26, 3);
        Short(file, 28, 0xFFFE);
        Short(file, 30, 9);
        Short(file, 32, 6);
        Number(file, 44, 1);
        Number(file, 48, 1);
        Number(file, 56, 4096);
        Number(file, 60, EndOfChain);
        Number(file, 68, EndOfChain);
        file.AsSpan(80, Sector - 80 + Sector).Fill(0xFF);
        Number(file, Sector, 0xFFFFFFFD);
        Number(file, Sector + 4, EndOfChain);
        Write(file, 0, "Root Entry", 5, names.Length > 0 ? 1 : None);
        for (var i = 0; i < names.Length; i++)
        {
            Write(file, i + 1, names[i], 2, None);
            Number(file, (Sector * 2) + ((i + 1) * Entry) + 72, i + 1 < names.Length ? (uint)i + 2 : None);
        }

        return file;
    }

    /// <summary>A file whose directory goes on with itself.</summary>
    public static byte[] InACircle()
    {
        var file = With("Workbook");
        Number(file, Sector + 4, 1);
        return file;
    }

    private static void Write(byte[] file, int number, string name, byte kind, uint child)
    {
        var at = (Sector * 2) + (number * Entry);
        Encoding.Unicode.GetBytes(name).CopyTo(file, at);
        Short(file, at + 64, (name.Length + 1) * 2);
        file[at + 66] = kind;
        Number(file, at + 68, None);
        Number(file, at + 72, None);
        Number(file, at + 76, child);
        Number(file, at + 116, EndOfChain);
    }

    private static void Short(byte[] file, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);

    private static void Number(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
}
