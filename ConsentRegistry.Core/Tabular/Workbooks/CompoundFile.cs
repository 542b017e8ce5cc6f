using System.Buffers.Binary;
using System.Text;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>
/// A file of Office before 2007, which is a small file system of its own: sectors in chains, and a directory. Files in its first folder are found by name. Every chain is followed no
/// further than the file has sectors, so that one that runs in a circle ends.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const int SmallSector = 64;
    private const uint LastSector = 0xFFFFFFFA;
    private const uint NoEntry = 0xFFFFFFFF;

    private readonly Stream file;
    private readonly byte[] header = new byte[HeaderLength];
    private readonly int sectorLength;
    private readonly long sectors;
    private readonly uint[] next;
    private readonly byte[] directory;

    /// <param name="file">Seekable, left open.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public CompoundFile(Stream file)
    {
        this.file = file;
        file.Position = 0;
        file.ReadExactly(header);
        sectorLength = Short(30) switch { 9 => 512, 12 => 4096, _ => throw new InvalidDataException() };
        sectors = (file.Length - 1) / sectorLength;
        next = ReadTable();
        directory = ReadChain(Number(48), long.MaxValue);
    }

    /// <summary>The bytes of a file in the first folder; null where there is none of this name.</summary>
    public byte[]? Read(string name)
    {
        if (EntryOf(name) is not { } entry)
        {
            return null;
        }

        var (start, length) = (Number(directory, entry + 116), Number(directory, entry + 120));
        return length < Number(56) ? ReadSmall(start, length) : ReadChain(start, length);
    }

    public bool Has(string name) => EntryOf(name) is not null;

    /// <summary>Which sector follows which, from the sectors that say so.</summary>
    private uint[] ReadTable()
    {
        var perSector = sectorLength / 4;
        var places = new List<uint>();
        for (var i = 0; i < 109; i++)
        {
            places.Add(Number(76 + (4 * i)));
        }

        var seen = new HashSet<uint>();
        for (var more = Number(68); more < LastSector && seen.Add(more);)
        {
            var sector = ReadSector(more);
            for (var i = 0; i < perSector - 1; i++)
            {
                places.Add(Number(sector, 4 * i));
            }

            more = Number(sector, sectorLength - 4);
        }

        var used = places.Where(place => place < LastSector).Take((int)(sectors / perSector) + 1).ToList();
        var table = new uint[used.Count * perSector];
        foreach (var (i, place) in used.Index())
        {
            var sector = ReadSector(place);
            for (var j = 0; j < perSector; j++)
            {
                table[(i * perSector) + j] = Number(sector, 4 * j);
            }
        }

        return table;
    }

    private byte[] ReadChain(uint start, long length)
    {
        var whole = new MemoryStream();
        var left = sectors;
        for (var sector = start; sector < LastSector && whole.Length < length; sector = sector < next.Length ? next[sector] : throw new InvalidDataException())
        {
            whole.Write(left-- > 0 ? ReadSector(sector) : throw new InvalidDataException());
        }

        if (length != long.MaxValue)
        {
            whole.SetLength(whole.Length >= length ? length : throw new InvalidDataException());
        }

        return whole.ToArray();
    }

    /// <summary>Short files stand together in one, in sectors of their own.</summary>
    private byte[] ReadSmall(uint start, uint length)
    {
        var small = ReadChain(Number(directory, 116), Number(directory, 120));
        var table = ReadChain(Number(60), long.MaxValue);
        var whole = new byte[length];
        for (var (at, sector) = (0, start); at < length; at += SmallSector, sector = Number(table, checked((int)sector * 4)))
        {
            small.AsSpan(checked((int)sector * SmallSector), Math.Min(SmallSector, whole.Length - at)).CopyTo(whole.AsSpan(at));
        }

        return whole;
    }

    /// <summary>Goes through the tree of the first folder; where the entry of a name stands in the directory.</summary>
    private int? EntryOf(string name)
    {
        var (open, seen) = (new Stack<uint>([Number(directory, 76)]), new HashSet<uint>());
        while (open.TryPop(out var each))
        {
            var entry = each * (long)EntryLength;
            if (each == NoEntry || entry + EntryLength > directory.Length || !seen.Add(each))
            {
                continue;
            }

            var at = (int)entry;
            var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(directory.AsSpan(at + 64)) - 2, 0, 62);
            const byte isFile = 2;
            if (directory[at + 66] == isFile && Encoding.Unicode.GetString(directory, at, length).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }

            open.Push(Number(directory, at + 68));
            open.Push(Number(directory, at + 72));
        }

        return null;
    }

    private byte[] ReadSector(uint number)
    {
        var sector = new byte[sectorLength];
        file.Position = (number + 1L) * sectorLength;
        file.ReadAtLeast(sector, sectorLength, throwOnEndOfStream: false);
        return number < sectors ? sector : throw new InvalidDataException();
    }

    private ushort Short(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(offset));

    private uint Number(int offset) => Number(header, offset);

    private static uint Number(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));
}
