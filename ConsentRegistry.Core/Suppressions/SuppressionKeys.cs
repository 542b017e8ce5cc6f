using System.Security.Cryptography;
using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>
/// Makes suppression keys: HMAC-SHA256 over kind and mailbox form under the oldest key, then wrapped by each newer one (RULES S-9), so
/// that entries whose address nobody knows any more could be wrapped too.
/// </summary>
public sealed class SuppressionKeys(KeyRing ring)
{
    [ThreadStatic]
    private static (IReadOnlyList<byte[]> Keys, IncrementalHash[] Ladder) cached;

    /// <summary>The version in force, from 1.</summary>
    public int Version => ring.SuppressionKeyVersion;

    /// <summary>The key of the mailbox form: the one that bars.</summary>
    public SuppressionKey Of(Address address) => Make(address.Kind, address.Mailbox);

    /// <summary>The key of the exact form, which only tells afterwards how an entry matched (RULES S-5).</summary>
    public SuppressionKey OfExact(Address address) => Make(address.Kind, address.Exact);

    /// <summary>The check value of a version, for the journal.</summary>
    public string Check(int version) => Convert.ToHexStringLower(ring.CheckSuppressionKeys(version).AsSpan(0, 4));

    /// <exception cref="KeyProblemException">The folder has no key of <paramref name="version"/>.</exception>
    internal void Require(int version)
    {
        if (version > ring.SuppressionKeyVersion)
        {
            throw ring.MissingSuppressionKey(version);
        }
    }

    /// <summary>A key of an older version, wrapped up to the version in force.</summary>
    public SuppressionKey Raise(SuppressionKey key, int fromVersion)
    {
        Span<byte> bytes = stackalloc byte[SuppressionKey.Length];
        key.Write(bytes);
        foreach (var step in Ladder().AsSpan(fromVersion))
        {
            step.AppendData(bytes);
            step.GetHashAndReset(bytes);
        }

        return SuppressionKey.Read(bytes);
    }

    /// <summary>One rung more: <paramref name="key"/> wrapped in a key that is not in force yet.</summary>
    internal static SuppressionKey Wrap(SuppressionKey key, byte[] inKey) => SuppressionKey.Read(HMACSHA256.HashData(inKey, key.ToBytes()));

    private SuppressionKey Make(AddressKind kind, string form)
    {
        Span<byte> text = stackalloc byte[512];
        text[0] = (byte)kind;
        var bytes = Encoding.UTF8.TryGetBytes(form, text[1..], out var written) ? text[..(written + 1)] : [(byte)kind, .. Encoding.UTF8.GetBytes(form)];
        var ladder = Ladder();
        Span<byte> hash = stackalloc byte[SuppressionKey.Length];
        ladder[0].AppendData(bytes);
        ladder[0].GetHashAndReset(hash);
        return Raise(SuppressionKey.Read(hash), 1);
    }

    /// <summary>A reused incremental hash is more than twice as fast as the static call, and belongs to one thread.</summary>
    private IncrementalHash[] Ladder()
    {
        var keys = ring.SuppressionKeys;
        if (!ReferenceEquals(cached.Keys, keys))
        {
            cached = (keys, [.. keys.Select(key => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key))]);
        }

        return cached.Ladder;
    }
}
