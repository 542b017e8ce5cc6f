using System.Text;
using ConsentRegistry.Core.Persistence;

namespace ConsentRegistry.Core.Suppressions;

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
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = DataFolder.PrivateFile;
            }

            places.Add(new FileStream(Path.Combine(directory, FileName), options));
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
            CutTornEnd(place);
        }

        journal.FindEnds();
        journal.CatchUpCopies();
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
            var lengths = places.ConvertAll(place => place.Length);
            try
            {
                foreach (var place in places)
                {
                    place.Seek(0, SeekOrigin.End);
                    place.Write(bytes);
                    place.Flush(flushToDisk: true);
                }
            }
            catch (IOException)
            {
                // A full disk: what was not acknowledged leaves no half (guarantee 5).
                foreach (var (place, length) in places.Zip(lengths))
                {
                    place.SetLength(length);
                }

                throw;
            }

            var end = lengths[0];
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
        using var reader = new StreamReader(
            new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
        reader.BaseStream.Seek(position == 0 ? 0 : ends[(int)position - 1], SeekOrigin.Begin);
        for (var number = position + 1; reader.ReadLine() is { } text; number++)
        {
            var line = JournalLine.Parse(text);
            yield return (number, line?.Number == number ? line : null);
        }
    }

    public void Dispose() => places.ForEach(place => place.Dispose());

    internal static void CutTornEnd(FileStream place)
    {
        var end = place.Length;
        while (end > 0)
        {
            place.Seek(end - 1, SeekOrigin.Begin);
            if (place.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        if (end != place.Length)
        {
            place.SetLength(end);
            place.Flush(flushToDisk: true);
        }
    }

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

    private void CatchUpCopies()
    {
        foreach (var copy in places.Skip(1).Where(copy => copy.Length < places[0].Length))
        {
            places[0].Seek(copy.Length, SeekOrigin.Begin);
            copy.Seek(0, SeekOrigin.End);
            places[0].CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }
    }
}
