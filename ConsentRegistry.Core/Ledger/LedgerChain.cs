using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentRegistry.Core.Security;

namespace ConsentRegistry.Core.Ledger;

/// <summary>The arithmetic of the chain: the hash of an event and the commitment to its payload. Pure.</summary>
public sealed class LedgerChain(KeyRing keys)
{
    /// <summary>Bytes of the salt that stands beside a payload.</summary>
    public const int SaltLength = 32;

    /// <summary>What stands before the first event.</summary>
    public static byte[] Genesis => new byte[32];

    /// <summary>HMAC-SHA256 under the ledger key over every column of the event but the hash itself.</summary>
    public byte[] HashOf(LedgerEvent each)
    {
        using var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(each.PreviousHash);
        writer.Write(each.Sequence);
        writer.Write(each.ActId.ToByteArray(bigEndian: true));
        writer.Write(each.Person.ToByteArray(bigEndian: true));
        // Length-prefixed, so that no two different events have the same bytes.
        writer.Write(each.Type.ToString());
        writer.Write(each.Topic?.ToString() ?? string.Empty);
        writer.Write(each.Channel?.ToString() ?? string.Empty);
        writer.Write(each.EffectiveAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
        writer.Write(each.RecordedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
        writer.Write(each.Operator);
        writer.Write(each.FactsJson);
        writer.Write(each.Commitment.Length);
        writer.Write(each.Commitment);
        writer.Flush();
        return HMACSHA256.HashData(keys.LedgerKey, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>What the chain says of a payload: nothing can be told from it once the salt is gone.</summary>
    public static byte[] Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload) => SHA256.HashData([.. salt, .. payload]);
}
