using System.Security.Cryptography;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Security;

/// <summary>
/// The keys of a data folder (DESIGN 4, "Keys"): they stand outside the database, so that a copy of the database alone reads nothing.
/// Suppression and token keys have versions, because old ones must go on working; the others have one.
/// </summary>
public sealed class KeyRing : IDisposable
{
    /// <summary>Bytes of every symmetric key.</summary>
    public const int KeyLength = 32;

    private const string SigningName = "signing";

    private readonly KeyFiles files;
    private List<byte[]> suppressionKeys;
    private List<string> made = [];

    private KeyRing(KeyFiles files, List<byte[]> suppressionKeys, List<byte[]> tokenKeys)
    {
        this.files = files;
        this.suppressionKeys = suppressionKeys;
        TokenKeys = tokenKeys;
        DataKey = files.Read("data");
        IndexKey = files.Read("index");
        LedgerKey = files.Read("ledger");
        var signing = files.Read(SigningName);
        SigningKeyCheck = CheckOf(signing);
        Signing = ECDsa.Create();
        try
        {
            Signing.ImportPkcs8PrivateKey(signing, out _);
        }
        catch (CryptographicException)
        {
            throw KeyFiles.Unreadable(SigningName);
        }
    }

    /// <summary>All versions, oldest first: the ladder of RULES S-9.</summary>
    public IReadOnlyList<byte[]> SuppressionKeys => suppressionKeys;

    /// <summary>The version in force, from 1.</summary>
    public int SuppressionKeyVersion => suppressionKeys.Count;

    /// <summary>All versions, oldest first; new tokens use the last.</summary>
    public IReadOnlyList<byte[]> TokenKeys { get; }

    /// <summary>Encrypts columns (AES-256-GCM).</summary>
    public byte[] DataKey { get; }

    /// <summary>Makes the keyed index of encrypted columns; never the suppression key.</summary>
    public byte[] IndexKey { get; }

    /// <summary>Chains the ledger (HMAC-SHA256).</summary>
    public byte[] LedgerKey { get; }

    /// <summary>Signs receipts (ECDSA P-256).</summary>
    public ECDsa Signing { get; }

    /// <summary>Tells whether <see cref="Signing"/> is the right one, and nothing else about it.</summary>
    internal byte[] SigningKeyCheck { get; }

    /// <summary>Whether no database knows these keys yet: this is the first start, or a first one that was cut off.</summary>
    internal bool IsNew => files.IsIncomplete;

    /// <summary>
    /// Opens the keys of <paramref name="folder"/>. Where there is no database yet and no key either, makes all of them.
    /// </summary>
    /// <param name="passphrase">Wraps the key files; null where they stand plain, guarded by their file mode alone.</param>
    /// <exception cref="KeyProblemException">A key is missing or unreadable although there are data; the message says what to do.</exception>
    public static KeyRing Open(DataFolder folder, string? passphrase)
    {
        var files = new KeyFiles(folder.Keys, passphrase);
        if (!File.Exists(folder.RegistryDatabase) && (!files.Any() || files.IsIncomplete))
        {
            files.BeginFirstSet();
            // What is there stays: it is whole, and somebody may have put it back.
            var missing = ((string[])["data", "index", "ledger", "token-1", "suppression-1", SigningName]).Where(name => !files.Exists(name)).ToList();
            using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            missing.ForEach(name => files.Write(name, name == SigningName ? signing.ExportPkcs8PrivateKey() : RandomNumberGenerator.GetBytes(KeyLength)));
            return new KeyRing(files, files.ReadVersions("suppression"), files.ReadVersions("token")) { made = missing };
        }

        return new KeyRing(files, files.ReadVersions("suppression"), files.ReadVersions("token"));
    }

    /// <summary>Writes the next suppression key to disk without using it yet (RULES S-9).</summary>
    public byte[] PrepareNextSuppressionKey()
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        files.Write($"suppression-{SuppressionKeyVersion + 1}", key);
        return key;
    }

    /// <summary>Uses a key that <see cref="PrepareNextSuppressionKey"/> wrote, once all entries are wrapped in it.</summary>
    public void AdoptSuppressionKey(byte[] key) => suppressionKeys = [.. suppressionKeys, key];

    /// <summary>From here on a database knows the keys: without one, they are no first start any more.</summary>
    internal void Settle()
    {
        if (IsNew)
        {
            files.EndFirstSet();
        }
    }

    /// <summary>The start is refused: keys that it made are no keys of anything, and must not stand in the way of those that are put back.</summary>
    internal void TakeBack()
    {
        if (made.Count > 0)
        {
            made.ForEach(files.Delete);
            files.EndFirstSet();
        }
    }

    /// <summary>What to say when the database knows a newer key than there is in the folder.</summary>
    internal KeyProblemException MissingTokenKey(int version) => files.Missing($"token-{version}");

    /// <inheritdoc cref="MissingTokenKey"/>
    internal KeyProblemException MissingSuppressionKey(int version) => files.Missing($"suppression-{version}");

    /// <summary>
    /// A value that tells whether all suppression keys up to <paramref name="version"/> are the right ones, and nothing else about them: a
    /// wrong rung anywhere in the ladder would recognise nobody.
    /// </summary>
    public byte[] CheckSuppressionKeys(int version) => CheckOf(suppressionKeys.Take(version));

    /// <summary>Tells whether all token keys up to <paramref name="version"/> are the right ones, and nothing else about them.</summary>
    internal byte[] CheckTokenKeys(int version) => CheckOf(TokenKeys.Take(version));

    /// <inheritdoc cref="CheckSuppressionKeys"/>
    internal byte[] CheckSuppressionKeysWith(byte[] next) => CheckOf(suppressionKeys.Append(next));

    /// <summary>A value that tells whether a key is the right one and nothing else about it.</summary>
    internal static byte[] CheckOf(params IEnumerable<byte[]> keys) => keys.Aggregate("ConsentRegistry key check"u8.ToArray(), (check, key) => HMACSHA256.HashData(key, check))[..16];

    public void Dispose() => Signing.Dispose();
}
