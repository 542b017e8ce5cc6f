using System.Security.Cryptography;
using System.Text;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>
/// Rows that are one person because they share a key, directly or through other rows. A million rows take some 100 MB: of a key only
/// a 128-bit hash is kept, which also keeps addresses out of memory.
/// </summary>
internal sealed class RowGroups
{
    private readonly Dictionary<UInt128, int> rowOfKey = [];
    private readonly List<int> earlier = [];

    public int Count => earlier.Count;

    /// <summary>Adds the next row; one without keys stands alone.</summary>
    public void Add(IEnumerable<string> keys)
    {
        var row = earlier.Count;
        earlier.Add(row);
        foreach (var key in keys)
        {
            var hash = HashOf(key);
            if (!rowOfKey.TryAdd(hash, row))
            {
                Join(row, rowOfKey[hash]);
            }
        }
    }

    /// <summary>The first row of the group of <paramref name="row"/>.</summary>
    public int FirstOf(int row)
    {
        while (earlier[row] != row)
        {
            row = earlier[row] = earlier[earlier[row]];
        }

        return row;
    }

    private void Join(int one, int other)
    {
        var (a, b) = (FirstOf(one), FirstOf(other));

        // The smaller number is always the root, so that the root is the first row of the file.
        earlier[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static UInt128 HashOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
