using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>The opt-out journal in one of its places: bytes that are only ever added to.</summary>
internal sealed class JournalFile : IDisposable
{
    private FileStream stream;

    /// <summary>Opens or makes the file; a torn last line, which acknowledged nothing, is cut off.</summary>
    public JournalFile(string directory)
    {
        DataFolder.CreatePrivate(directory);
        Path = System.IO.Path.Combine(directory, OptOutJournal.FileName);
        stream = Open(Path, FileMode.OpenOrCreate);
        DirectoryFlush.TryFlush(directory);
        AppendOnlyFile.CutTornEnd(stream);
        Length = stream.Length;
    }

    public string Path { get; }

    /// <summary>Where the last line that holds ends; what stands behind it acknowledged nothing.</summary>
    public long Length { get; private set; }

    /// <summary>Writes and flushes bytes behind what holds; they count only after <see cref="Keep"/>.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        // What an append that failed left behind acknowledged nothing (guarantee 5); it goes before anything follows it.
        CutBack();
        stream.Seek(Length, SeekOrigin.Begin);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>From here on, so many bytes more hold.</summary>
    public void Keep(int bytes) => Length += bytes;

    /// <summary>Takes away what was written and does not hold.</summary>
    public void CutBack()
    {
        if (stream.Length != Length)
        {
            stream.SetLength(Length);
        }
    }

    public void TryCutBack()
    {
        try
        {
            CutBack();
        }
        catch (IOException)
        {
            // The next append tries again before it writes, and the next start cuts what is torn.
        }
    }

    /// <summary>The physical lines from a place on, without their line ends, and where each ends. Lines that are added meanwhile are not among them.</summary>
    public IEnumerable<(string Text, long End)> Lines(long from = 0)
    {
        var (upTo, line) = (Length, new List<byte>());
        using var reader = new BufferedStream(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), 1 << 16);
        reader.Seek(from, SeekOrigin.Begin);
        // By bytes: a reader of text takes other characters for line ends too, and a damaged byte may have become one.
        for (var at = from; at < upTo && reader.ReadByte() is >= 0 and var read; at++)
        {
            if (read == '\n')
            {
                yield return (Encoding.UTF8.GetString([.. line]), at + 1);
                line.Clear();
            }
            else
            {
                line.Add((byte)read);
            }
        }
    }

    /// <summary>Whether one of the two files begins with the whole of the other.</summary>
    public bool BeginsLike(JournalFile other)
    {
        using var mine = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var theirs = new FileStream(other.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var (left, right) = (new byte[1 << 16], new byte[1 << 16]);
        for (var remaining = Math.Min(Length, other.Length); remaining > 0;)
        {
            var part = (int)Math.Min(remaining, left.Length);
            mine.ReadExactly(left, 0, part);
            theirs.ReadExactly(right, 0, part);
            if (!left.AsSpan(0, part).SequenceEqual(right.AsSpan(0, part)))
            {
                return false;
            }

            remaining -= part;
        }

        return true;
    }

    /// <summary>Takes over what a longer file has beyond this one, which it begins with.</summary>
    public void CatchUpWith(JournalFile longer)
    {
        using var source = new FileStream(longer.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        source.Seek(Length, SeekOrigin.Begin);
        stream.Seek(Length, SeekOrigin.Begin);
        source.CopyTo(stream);
        stream.Flush(flushToDisk: true);
        Length = stream.Length;
    }

    /// <summary>Puts other content in the place of all that stands here, whole or not at all.</summary>
    /// <returns>The file in which the old content is kept.</returns>
    public string Replace(ReadOnlySpan<byte> content, DateTimeOffset at)
    {
        var kept = string.Create(CultureInfo.InvariantCulture, $"{Path}.damaged-{at:yyyyMMddTHHmmssfff}");
        using (var file = Create(kept))
        {
            stream.Seek(0, SeekOrigin.Begin);
            stream.CopyTo(file);
            file.Flush(flushToDisk: true);
        }

        var fresh = Path + ".new";
        using (var file = Create(fresh))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        stream.Dispose();
        try
        {
            File.Move(fresh, Path, overwrite: true);
            DirectoryFlush.TryFlush(System.IO.Path.GetDirectoryName(Path)!);
        }
        finally
        {
            stream = Open(Path, FileMode.OpenOrCreate);
            Length = stream.Length;
        }

        return kept;
    }

    public void Dispose() => stream.Dispose();

    private static FileStream Create(string path) => Open(path, FileMode.Create);

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        return new FileStream(path, options);
    }
}
