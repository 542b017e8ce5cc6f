using System.Text;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>
/// The append-only file that acknowledges every bar before the database does, and that is never rolled back with it (guarantees 4 and 5).
/// It is written to each of its places; the first is the one that is read.
/// </summary>
public sealed class OptOutJournal : IDisposable
{
    public const string FileName = "opt-outs.jsonl";

    private readonly List<FileStream> places = [];
    private readonly Lock gate = new();

    /// <summary>Where each line ends, so that what follows a position is read without what stands before it.</summary>
    private readonly List<long> ends = [];

    private OptOutJournal(IEnumerable<string> directories)
    {
        foreach (var directory in directories)
        {
            DataFolder.CreatePrivate(directory);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = DataFolder.PrivateFile;
            }

            places.Add(new FileStream(Path.Combine(directory, FileName), options));
            DirectoryFlush.TryFlush(directory);
        }
    }

    /// <summary>The number of the last line; 0 when there is none.</summary>
    public long End => ends.Count;

    /// <summary>The file that is read.</summary>
    public string FilePath => places[0].Name;

    /// <summary>Opens or makes the journal; a torn last line, which acknowledged nothing, is cut off.</summary>
    /// <param name="directory">The place that is read and written.</param>
    /// <param name="copies">Further places, only written.</param>
    public static OptOutJournal Open(string directory, IEnumerable<string> copies)
    {
        var journal = new OptOutJournal([directory, .. copies]);
        foreach (var place in journal.places)
        {
            AppendOnlyFile.CutTornEnd(place);
        }

        journal.CatchUpPlaces();
        journal.FindEnds();
        return journal;
    }

    /// <summary>Numbers the lines, appends them to every place and flushes each to disk once.</summary>
    /// <returns>The lines with their numbers. When this returns, the acts hold, whatever happens next.</returns>
    public IReadOnlyList<JournalLine> Append(IReadOnlyList<JournalLine> lines)
    {
        lock (gate)
        {
            var numbered = lines.Select((line, i) => line with { Number = End + 1 + i }).ToList();
            var texts = numbered.ConvertAll(line => Encoding.UTF8.GetBytes(line.ToText() + "\n"));
            byte[] bytes = [.. texts.SelectMany(text => text)];
            var end = ends.Count == 0 ? 0 : ends[^1];
            try
            {
                foreach (var place in places)
                {
                    // What an append that failed left behind acknowledged nothing (guarantee 5); it goes before anything follows it.
                    CutTo(place, end);
                    place.Seek(end, SeekOrigin.Begin);
                    place.Write(bytes);
                    place.Flush(flushToDisk: true);
                }
            }
            catch
            {
                foreach (var place in places)
                {
                    TryCutTo(place, end);
                }

                throw;
            }

            ends.AddRange(texts.Select(text => end += text.Length));
            return numbered;
        }
    }

    /// <summary>The acts after <paramref name="position"/>, in order.</summary>
    /// <exception cref="InvalidDataException">A line in the middle was changed; sending must not go on.</exception>
    public IEnumerable<JournalLine> After(long position)
    {
        foreach (var (number, line) in Read(position))
        {
            yield return line ?? throw new InvalidDataException($"Line {number} of the opt-out journal was changed; run 'verify'.");
        }
    }

    /// <summary>Every line with its physical number; null where it does not read.</summary>
    /// <param name="position">The line after which to begin; 0 for all.</param>
    public IEnumerable<(long Number, JournalLine? Line)> Read(long position = 0)
    {
        var upTo = End;
        using var reader = new StreamReader(
            new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
        reader.BaseStream.Seek(position == 0 ? 0 : ends[(int)position - 1], SeekOrigin.Begin);
        // Only what is acknowledged: a line that is being written is not there yet.
        for (var number = position + 1; number <= upTo && reader.ReadLine() is { } text; number++)
        {
            var line = JournalLine.Parse(text);
            yield return (number, line?.Number == number ? line : null);
        }
    }

    private static void CutTo(FileStream place, long length)
    {
        if (place.Length != length)
        {
            place.SetLength(length);
        }
    }

    private static void TryCutTo(FileStream place, long length)
    {
        try
        {
            CutTo(place, length);
        }
        catch (IOException)
        {
            // The next append tries again before it writes, and the next start cuts what is torn.
        }
    }

    public void Dispose() => places.ForEach(place => place.Dispose());

    private void FindEnds()
    {
        places[0].Seek(0, SeekOrigin.Begin);
        var buffer = new byte[1 << 16];
        long offset = 0;
        for (int read; (read = places[0].Read(buffer)) > 0; offset += read)
        {
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] == '\n')
                {
                    ends.Add(offset + i + 1);
                }
            }
        }
    }

    /// <summary>Brings every place up to the longest: a lost disk is made good by another.</summary>
    private void CatchUpPlaces()
    {
        var longest = places.MaxBy(place => place.Length)!;
        foreach (var place in places.Where(place => place != longest))
        {
            RequireSameStart(longest, place);
            if (place.Length < longest.Length)
            {
                longest.Seek(place.Length, SeekOrigin.Begin);
                place.Seek(0, SeekOrigin.End);
                longest.CopyTo(place);
                place.Flush(flushToDisk: true);
            }
        }
    }

    private static void RequireSameStart(FileStream longest, FileStream place)
    {
        longest.Seek(0, SeekOrigin.Begin);
        place.Seek(0, SeekOrigin.Begin);
        var (mine, theirs) = (new byte[1 << 16], new byte[1 << 16]);
        for (int read; (read = place.Read(mine)) > 0;)
        {
            longest.ReadExactly(theirs, 0, read);
            if (!mine.AsSpan(0, read).SequenceEqual(theirs.AsSpan(0, read)))
            {
                throw new InvalidDataException(
                    $"The opt-out journal in {place.Name} and in {longest.Name} tell different things. The registry does not start: " +
                    "find out which one is whole, and take the other away.");
            }
        }
    }
}
