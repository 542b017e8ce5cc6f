using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>The opt-out journal in one of its places: bytes that are only ever added to.</summary>
internal sealed class JournalFile : IDisposable
{
    private FileStream? stream;

    /// <summary>Opens or makes the file; a torn last line, which acknowledged nothing, is cut off.</summary>
    public JournalFile(string directory)
    {
        DataFolder.CreatePrivate(directory);
        Path = System.IO.Path.Combine(directory, OptOutJournal.FileName);
        AppendOnlyFile.CutTornEnd(Stream);
        DirectoryFlush.TryFlush(directory);
        Length = Stream.Length;
    }

    public string Path { get; }

    private string Fresh => Path + ".new";

    // Open from the first use on, and again after the file was replaced.
    private FileStream Stream => stream ??= Open(Path, FileMode.OpenOrCreate);

    /// <summary>Where the last line that holds ends; what stands behind it acknowledged nothing.</summary>
    public long Length { get; private set; }

    /// <summary>Writes and flushes bytes behind what holds; they count only after <see cref="Keep"/>.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        // What an append that failed left behind acknowledged nothing (guarantee 5); it goes before anything follows it.
        CutBack();
        Stream.Seek(Length, SeekOrigin.Begin);
        Stream.Write(bytes);
        Stream.Flush(flushToDisk: true);
    }

    /// <summary>From here on, so many bytes more hold.</summary>
    public void Keep(int bytes) => Length += bytes;

    /// <summary>Takes away what was written and does not hold.</summary>
    public void CutBack()
    {
        if (Stream.Length != Length)
        {
            Stream.SetLength(Length);
        }
    }

    public void TryCutBack()
    {
        try
        {
            CutBack();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next append tries again before it writes, and the next start cuts what is torn.
        }
    }

    /// <summary>
    /// The physical lines from a place on, without their line ends, and where each ends: of the file that stands here at this moment, to be gone through once. Lines that are
    /// added meanwhile are not among them.
    /// </summary>
    public IEnumerable<(string Text, long End)> Lines(long from = 0)
    {
        var reader = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        return Lines(reader, from, Length);
    }

    private static IEnumerable<(string Text, long End)> Lines(FileStream file, long from, long upTo)
    {
        using var reader = file;
        var line = new List<byte>();
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
        Stream.Seek(Length, SeekOrigin.Begin);
        source.CopyTo(Stream);
        Stream.Flush(flushToDisk: true);
        Length = Stream.Length;
    }

    /// <summary>Whether both files say the same, byte by byte; false where one of them cannot be read.</summary>
    public bool IsSameAs(JournalFile other)
    {
        try
        {
            return Length == other.Length && BeginsLike(other);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Keeps what stands here in a file beside it, and writes what is to stand here into another; here nothing changes yet.</summary>
    /// <returns>The file in which the present content is kept.</returns>
    public string Prepare(ReadOnlySpan<byte> content, DateTimeOffset at)
    {
        var kept = string.Create(CultureInfo.InvariantCulture, $"{Path}.damaged-{at:yyyyMMddTHHmmssfff}");
        using (var file = Create(kept))
        {
            Stream.Seek(0, SeekOrigin.Begin);
            Stream.CopyTo(file);
            file.Flush(flushToDisk: true);
        }

        using (var file = Create(Fresh))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        return kept;
    }

    /// <summary>Puts what was prepared in the place of all that stands here, whole or not at all.</summary>
    public void Replace()
    {
        var length = new FileInfo(Fresh).Length;
        stream?.Dispose();
        stream = null;
        File.Move(Fresh, Path, overwrite: true);
        Length = length;
        DirectoryFlush.TryFlush(System.IO.Path.GetDirectoryName(Path)!);
    }

    public void Dispose() => stream?.Dispose();

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
