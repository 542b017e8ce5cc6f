using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Security;

/// <summary>Reads and writes the key files: one line of text each, owner-only, wrapped when there is a passphrase.</summary>
internal sealed class KeyFiles(string directory, string? passphrase)
{
    private const string Plain = "plain:";
    private const string Wrapped = "wrapped:";
    private const int Iterations = 300_000;

    public bool Any() => Directory.Exists(directory) && Directory.EnumerateFiles(directory, "*.key").Any();

    public bool Exists(string name) => File.Exists(PathOf(name));

    /// <summary>Whether no database knows the keys yet: the first start has not come so far, or died before it did, so that none of them has ever been used.</summary>
    public bool IsIncomplete => File.Exists(Incomplete);

    private string Incomplete => Path.Combine(directory, ".incomplete");

    public void BeginFirstSet()
    {
        DataFolder.CreatePrivate(directory);
        File.WriteAllText(Incomplete, "The first start has not finished: no database knows these keys yet.\n");
        DirectoryFlush.TryFlush(directory);
    }

    public void EndFirstSet()
    {
        File.Delete(Incomplete);
        DirectoryFlush.TryFlush(directory);
    }

    /// <summary>All versions, oldest first.</summary>
    /// <exception cref="KeyProblemException">One of them is missing: the first, or one below the newest.</exception>
    public List<byte[]> ReadVersions(string name)
    {
        var newest = 1;
        foreach (var file in Directory.Exists(directory) ? Directory.EnumerateFiles(directory, $"{name}-*.key") : [])
        {
            var number = Path.GetFileNameWithoutExtension(file.AsSpan())[(name.Length + 1)..];
            newest = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? Math.Max(newest, version) : newest;
        }

        return [.. Enumerable.Range(1, newest).Select(version => Read($"{name}-{version}"))];
    }

    public byte[] Read(string name)
    {
        if (!Exists(name))
        {
            throw Missing(name);
        }

        var text = File.ReadAllText(PathOf(name)).Trim();
        try
        {
            if (text.StartsWith(Plain, StringComparison.Ordinal))
            {
                return Convert.FromBase64String(text[Plain.Length..]);
            }

            if (text.StartsWith(Wrapped, StringComparison.Ordinal))
            {
                return Unwrap(Convert.FromBase64String(text[Wrapped.Length..]));
            }
        }
        catch (Exception problem) when (problem is FormatException or CryptographicException)
        {
            throw Unreadable(name);
        }

        throw Unreadable(name);
    }

    public void Write(string name, byte[] key)
    {
        DataFolder.CreatePrivate(directory);
        var text = passphrase is null ? Plain + Convert.ToBase64String(key) : Wrapped + Convert.ToBase64String(Wrap(key));
        var path = PathOf(name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        // Written beside and renamed: a plug pulled in between leaves no half key.
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(Encoding.ASCII.GetBytes(text + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
        DirectoryFlush.TryFlush(directory);
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    public KeyProblemException Missing(string name) => new(
        $"The key '{name}.key' is missing from {directory}. Without it the registry cannot tell who opted out, so it does not start. " +
        "Put back the keys folder from your key export, or start on an empty data folder.");

    public static KeyProblemException Unreadable(string name) => new(
        $"The key '{name}.key' cannot be read. If the keys are wrapped by a passphrase, set ConsentRegistry__Keys__Passphrase; " +
        "otherwise put back the keys folder from your key export.");

    private string PathOf(string name) => Path.Combine(directory, name + ".key");

    private byte[] Wrap(byte[] key)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var nonce = RandomNumberGenerator.GetBytes(12);
        var sealedKey = new byte[key.Length];
        var tag = new byte[16];
        using var aes = new AesGcm(Derive(salt), tag.Length);
        aes.Encrypt(nonce, key, sealedKey, tag);
        return [.. salt, .. nonce, .. tag, .. sealedKey];
    }

    private byte[] Unwrap(byte[] wrapped)
    {
        var key = new byte[wrapped.Length - 44];
        using var aes = new AesGcm(Derive(wrapped[..16]), 16);
        aes.Decrypt(wrapped.AsSpan(16, 12), wrapped.AsSpan(44), wrapped.AsSpan(28, 16), key);
        return key;
    }

    private byte[] Derive(byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase ?? string.Empty, salt, Iterations, HashAlgorithmName.SHA256, KeyRing.KeyLength);
}
