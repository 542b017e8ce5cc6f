using System.Security.Cryptography;
using System.Text;
using ConsentRegistry.Core.Security;

namespace ConsentRegistry.Core.Auditing;

/// <summary>The arithmetic of the audit trail's chain. Pure.</summary>
public sealed class AuditChain(KeyRing keys)
{
    // The ledger is chained under the same key: with its own beginning no row of one can pass for a row of the other.
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("ConsentRegistry audit trail 1\n");

    /// <summary>What stands before the first entry.</summary>
    public static byte[] Genesis => new byte[32];

    /// <summary>HMAC-SHA256 under the ledger key over the hash before and every column of the entry but its own hash.</summary>
    public byte[] HashOf(byte[] previous, AuditEntry entry)
    {
        using var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Domain);
        writer.Write(previous);
        writer.Write(entry.Sequence);
        writer.Write(entry.At.UtcTicks);
        // Length-prefixed, so that no two different entries have the same bytes.
        writer.Write(entry.Operator);
        writer.Write(entry.Action.ToString());
        writer.Write(entry.Subject?.ToString() ?? string.Empty);
        writer.Write(entry.Details);
        writer.Flush();
        return HMACSHA256.HashData(keys.LedgerKey, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
