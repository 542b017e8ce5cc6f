using System.Security.Cryptography;
using System.Text;

namespace ConsentRegistry.Core.Security;

/// <summary>
/// Encrypts column values with AES-256-GCM. Row and column are bound in as associated data, so that a value moved to another row does
/// not decrypt. A keyed index, under its own key, makes equality searchable.
/// </summary>
public sealed class ProtectedValues : IDisposable
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Bytes of an index value: 128 bits are enough to tell values apart and too few to carry them.</summary>
    public const int IndexLength = 16;

    private readonly byte[] indexKey;
    private readonly ThreadLocal<AesGcm> cipher;

    public ProtectedValues(KeyRing keys)
    {
        indexKey = keys.IndexKey;
        // Making the cipher anew each time is a fifth as fast, and it is not safe for several threads.
        cipher = new ThreadLocal<AesGcm>(() => new AesGcm(keys.DataKey, TagLength), trackAllValues: true);
    }

    /// <summary>Seals <paramref name="value"/> for one column of one row.</summary>
    public byte[] Protect(ReadOnlySpan<byte> value, string column, ReadOnlySpan<char> row)
    {
        var result = new byte[NonceLength + TagLength + value.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        cipher.Value!.Encrypt(
            result.AsSpan(0, NonceLength), value, result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength), BindingOf(column, row));
        return result;
    }

    /// <inheritdoc cref="Protect(ReadOnlySpan{byte}, string, ReadOnlySpan{char})"/>
    public byte[] Protect(string value, string column, Guid row) => Protect(Encoding.UTF8.GetBytes(value), column, row.ToString("N"));

    /// <summary>Opens a sealed value.</summary>
    /// <exception cref="DamagedValueException">The bytes were changed, or belong to another row or column, or the key is another.</exception>
    public byte[] Reveal(ReadOnlySpan<byte> sealedValue, string column, ReadOnlySpan<char> row)
    {
        if (sealedValue.Length < NonceLength + TagLength)
        {
            throw new DamagedValueException(column, row.ToString());
        }

        var value = new byte[sealedValue.Length - NonceLength - TagLength];
        try
        {
            cipher.Value!.Decrypt(
                sealedValue[..NonceLength], sealedValue[(NonceLength + TagLength)..], sealedValue.Slice(NonceLength, TagLength), value, BindingOf(column, row));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new DamagedValueException(column, row.ToString());
        }

        return value;
    }

    /// <inheritdoc cref="Reveal(ReadOnlySpan{byte}, string, ReadOnlySpan{char})"/>
    public string Reveal(byte[] sealedValue, string column, Guid row) => Encoding.UTF8.GetString(Reveal(sealedValue, column, row.ToString("N")));

    /// <summary>Opens a sealed value; null where it does not open, for acts that must go on with the others.</summary>
    public string? TryReveal(byte[] sealedValue, string column, Guid row) => TryReveal(sealedValue, column, row.ToString("N"));

    /// <inheritdoc cref="TryReveal(byte[], string, Guid)"/>
    public string? TryReveal(byte[] sealedValue, string column, string row)
    {
        try
        {
            return Encoding.UTF8.GetString(Reveal(sealedValue, column, row));
        }
        catch (DamagedValueException)
        {
            return null;
        }
    }

    /// <summary>The keyed index of <paramref name="value"/> within <paramref name="column"/>: equal values give equal bytes, nothing else can be told.</summary>
    public byte[] IndexOf(string value, string column) =>
        HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes(column + "\0" + value))[..IndexLength];

    public void Dispose()
    {
        foreach (var each in cipher.Values)
        {
            each.Dispose();
        }

        cipher.Dispose();
    }

    private static byte[] BindingOf(string column, ReadOnlySpan<char> row) => Encoding.UTF8.GetBytes($"{column}\0{row}");
}
