using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Imports.Files;

/// <summary>
/// Encrypted copies of files while their import is open (RULES 6), named by the SHA-256 of what they hold: the same file given again after
/// a crash finds the import that it began.
/// </summary>
public sealed class ImportSpool(DataFolder folder, ProtectedValues values, TimeProvider time)
{
    private const string Column = "Spool";

    /// <summary>Copies that are being written now, and so are no leftovers.</summary>
    private readonly ConcurrentDictionary<string, bool> writing = new();

    /// <summary>How many times a file came in that no import was made of yet, by its SHA-256.</summary>
    private readonly ConcurrentDictionary<string, int> arriving = new();

    /// <summary>Takes a copy of a file from its start to its end.</summary>
    /// <param name="source">Read from its start where it can be turned back; one that comes over the network is read as it comes.</param>
    /// <param name="progress">Told of the bytes taken in.</param>
    /// <returns>The SHA-256 of the file, in hexadecimal. The caller says <see cref="Arrived"/> when an import holds it, or none will.</returns>
    public async Task<string> TakeInAsync(Stream source, CancellationToken cancellation, IProgress<long>? progress = null)
    {
        DataFolder.CreatePrivate(folder.Spool);
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var draft = Path.Combine(folder.Spool, id + ".part");
        writing.TryAdd(draft, true);
        try
        {
            var sha256 = await WriteAsync(source, id, draft, progress, cancellation);
            arriving.AddOrUpdate(sha256, 1, (_, times) => times + 1);
            try
            {
                File.Move(draft, PathOf(sha256), overwrite: true);
            }
            catch
            {
                Arrived(sha256);
                throw;
            }

            return sha256;
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
        finally
        {
            writing.TryRemove(draft, out _);
        }
    }

    /// <summary>The file has its import, or will get none.</summary>
    public void Arrived(string sha256)
    {
        if (arriving.AddOrUpdate(sha256, 0, (_, times) => times - 1) <= 0)
        {
            arriving.TryRemove(new KeyValuePair<string, int>(sha256, 0));
        }
    }

    /// <summary>Whether an import of the file is about to be made.</summary>
    public bool IsArriving(string sha256) => arriving.ContainsKey(sha256);

    /// <summary>Every whole copy that is there, by the SHA-256 of its file.</summary>
    public IReadOnlyList<string> Copies() =>
        Directory.Exists(folder.Spool) ? [.. Directory.EnumerateFiles(folder.Spool).Select(copy => Path.GetFileName(copy)).Where(name => !name.EndsWith(".part", StringComparison.Ordinal))] : [];

    public bool Holds(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>The file, decrypted while it is read; seekable.</summary>
    /// <exception cref="CryptographicException">While reading: the copy was changed.</exception>
    public Stream Open(string sha256)
    {
        var file = new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var head = new byte[SpooledStream.HeadLength];
        file.ReadExactly(head);
        var id = Encoding.ASCII.GetString(head);
        return new SpooledStream(file, (piece, number) => values.Reveal(piece, Column, RowOf(id, number)));
    }

    public void Delete(string sha256) => File.Delete(PathOf(sha256));

    /// <summary>Deletes copies that were never finished and that nobody is writing.</summary>
    public void DeleteDrafts()
    {
        foreach (var draft in Directory.Exists(folder.Spool) ? Directory.EnumerateFiles(folder.Spool, "*.part") : [])
        {
            if (!writing.ContainsKey(draft))
            {
                File.Delete(draft);
            }
        }
    }

    private async Task<string> WriteAsync(Stream source, string id, string draft, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        await using var target = new FileStream(draft, options);
        await target.WriteAsync(Encoding.ASCII.GetBytes(id), cancellation);
        var piece = new byte[SpooledStream.PieceLength];
        if (source.CanSeek)
        {
            source.Position = 0;
        }

        long done = 0;
        for (long number = 0; await source.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation) is > 0 and var read; number++)
        {
            hash.AppendData(piece, 0, read);
            await target.WriteAsync(values.Protect(piece.AsSpan(0, read), Column, RowOf(id, number)), cancellation);
            progress?.Report(done += read);
        }

        target.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string RowOf(string id, long number) => string.Create(CultureInfo.InvariantCulture, $"{id} {number}");

    private string PathOf(string sha256) => Path.Combine(folder.Spool, sha256);
}
