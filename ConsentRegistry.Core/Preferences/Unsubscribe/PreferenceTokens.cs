using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Preferences.Unsubscribe;

/// <summary>What the link in a mail knows: enough to bar the mailbox it was sent to, even when nothing else is left.</summary>
/// <param name="Person">The pseudonym; <see cref="Guid.Empty"/> for an addressee without a record.</param>
/// <param name="Kind">What sort of address it went to.</param>
/// <param name="Key">The suppression key of the mailbox under <paramref name="KeyVersion"/>.</param>
/// <param name="Topic">The topic of the message; null for one without.</param>
/// <param name="Delivery">The delivery that carried it.</param>
/// <param name="SentOn">The day of the message.</param>
public sealed record PreferenceToken(Guid Person, AddressKind Kind, SuppressionKey Key, int KeyVersion, Topic? Topic, Guid Delivery, DateOnly SentOn);

/// <summary>
/// Makes and reads the tokens of unsubscribe links (DESIGN 4, "Tokens"). They are stateless: they work after erasure, key rotation and the
/// restore of an older backup, never expire, and reveal nothing.
/// </summary>
public sealed class PreferenceTokens(KeyRing keys)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int BodyLength = 16 + 1 + SuppressionKey.Length + 2 + 1 + 16 + 4;

    public string Create(PreferenceToken token)
    {
        Span<byte> body = stackalloc byte[BodyLength];
        token.Person.TryWriteBytes(body, bigEndian: true, out _);
        body[16] = (byte)token.Kind;
        token.Key.Write(body[17..]);
        BinaryPrimitives.WriteUInt16BigEndian(body[49..], (ushort)token.KeyVersion);
        body[51] = (byte)(token.Topic ?? 0);
        token.Delivery.TryWriteBytes(body[52..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(body[68..], token.SentOn.DayNumber);

        var sealedToken = new byte[1 + NonceLength + TagLength + BodyLength];
        sealedToken[0] = (byte)keys.TokenKeys.Count;
        RandomNumberGenerator.Fill(sealedToken.AsSpan(1, NonceLength));
        using var cipher = new AesGcm(keys.TokenKeys[^1], TagLength);
        cipher.Encrypt(
            sealedToken.AsSpan(1, NonceLength), body, sealedToken.AsSpan(1 + NonceLength + TagLength), sealedToken.AsSpan(1 + NonceLength, TagLength), sealedToken.AsSpan(0, 1));
        return Base64Url.EncodeToString(sealedToken);
    }

    /// <summary>Reads a token; false if this registry did not make it.</summary>
    public bool TryRead(string text, [NotNullWhen(true)] out PreferenceToken? token)
    {
        token = null;
        Span<byte> sealedToken = stackalloc byte[1 + NonceLength + TagLength + BodyLength];
        if (!Base64Url.IsValid(text, out var length) || length != sealedToken.Length || !Base64Url.TryDecodeFromChars(text, sealedToken, out _)
            || sealedToken[0] is var version && (version == 0 || version > keys.TokenKeys.Count))
        {
            return false;
        }

        Span<byte> body = stackalloc byte[BodyLength];
        try
        {
            using var cipher = new AesGcm(keys.TokenKeys[version - 1], TagLength);
            cipher.Decrypt(
                sealedToken.Slice(1, NonceLength), sealedToken[(1 + NonceLength + TagLength)..], sealedToken.Slice(1 + NonceLength, TagLength), body, sealedToken[..1]);
        }
        catch (CryptographicException)
        {
            return false;
        }

        token = new PreferenceToken(
            new Guid(body[..16], bigEndian: true),
            (AddressKind)body[16],
            SuppressionKey.Read(body[17..]),
            BinaryPrimitives.ReadUInt16BigEndian(body[49..]),
            body[51] == 0 ? null : (Topic)body[51],
            new Guid(body.Slice(52, 16), bigEndian: true),
            DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(body[68..])));
        return true;
    }
}
