using System.Text;
using ConsentRegistry.Core.Storage.Startup;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>
/// The append-only file that acknowledges every bar before the database does, and that is never rolled back with it (guarantees 4 and 5).
/// It is written to each of its places; the first is the one that is read. Damage keeps it from being whole, never from being read.
/// </summary>
public sealed class OptOutJournal : IDisposable
{
    public const string FileName = "opt-outs.jsonl";

    private readonly IReadOnlyList<JournalFile> places;
    private readonly Lock gate = new();
    private volatile JournalSurvey survey;
    private volatile IReadOnlyList<string> otherCopies = [];

    private OptOutJournal(IReadOnlyList<JournalFile> places)
    {
        this.places = places;
        survey = JournalSurvey.Of(places[0]);
    }

    /// <summary>The number of the last line; 0 when there is none.</summary>
    public long End => survey.End;

    /// <summary>The file that is read.</summary>
    public string FilePath => places[0].Path;

    /// <summary>All files that it is written to, the one that is read first.</summary>
    public IReadOnlyList<string> Files => [.. places.Select(place => place.Path)];

    /// <summary>The numbers of the lines that are not as they were written, with what is wrong with each: the end of a plain English sentence.</summary>
    public IReadOnlyDictionary<long, string> Damage => survey.Damage;

    /// <summary>The copies that tell something else than the file that is read.</summary>
    public IReadOnlyList<string> OtherCopies => otherCopies;

    /// <summary>Whether every line reads and every copy tells the same.</summary>
    public bool IsWhole => survey.IsWhole && OtherCopies.Count == 0;

    /// <summary>Opens or makes the journal; a torn last line, which acknowledged nothing, is cut off.</summary>
    /// <param name="directory">The place that is read and written.</param>
    /// <param name="copies">Further places, only written.</param>
    /// <exception cref="StartRefusedException">A place may not be written, or a folder stands there; says the way out.</exception>
    public static OptOutJournal Open(string directory, IEnumerable<string> copies)
    {
        List<JournalFile> places = [];
        try
        {
            places.AddRange(copies.Prepend(directory).Select(place => new JournalFile(place)));
            var other = CatchUpPlaces(places);
            return new OptOutJournal(places) { otherCopies = other };
        }
        catch (Exception problem)
        {
            places.ForEach(place => place.Dispose());
            if (problem is not UnauthorizedAccessException)
            {
                throw;
            }

            throw new StartRefusedException(
                $"The opt-out journal cannot be written, and without it no opt-out can be acknowledged: {problem.Message} The registry does not start. " +
                "Give this account write access to that file, or move away the folder that stands in its place.");
        }
    }

    /// <summary>Numbers the lines, appends them to every place and flushes each to disk once.</summary>
    /// <returns>The lines with their numbers. When this returns, the acts hold, whatever happens next.</returns>
    public IReadOnlyList<JournalLine> Append(IReadOnlyList<JournalLine> lines)
    {
        lock (gate)
        {
            var numbered = lines.Select((line, i) => line with { Number = End + 1 + i }).ToList();
            var texts = numbered.ConvertAll(line => line.ToText());
            var bytes = Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => text + "\n")));
            try
            {
                foreach (var place in places)
                {
                    place.Write(bytes);
                }
            }
            catch
            {
                foreach (var place in places)
                {
                    place.TryCutBack();
                }

                throw;
            }

            foreach (var place in places)
            {
                place.Keep(bytes.Length);
            }

            texts.ForEach(text => survey.Add(text, Encoding.UTF8.GetByteCount(text) + 1));
            return numbered;
        }
    }

    /// <summary>What all lines up to this one add up to: the same for no two journals that differ before it.</summary>
    public byte[] HashOf(long number) => survey.HashOf(number);

    /// <summary>The acts after <paramref name="position"/> that can be read, in order; one that proves to be unreadable is damage from here on.</summary>
    public IEnumerable<JournalLine> After(long position) => Read(position).Select(each => each.Line).OfType<JournalLine>();

    /// <summary>Every line of the file with its number; null where it does not read.</summary>
    /// <param name="position">The line after which to begin; 0 for all.</param>
    public IEnumerable<(long Number, JournalLine? Line)> Read(long position = 0)
    {
        JournalSurvey seen;
        IEnumerable<(string Text, long End)> lines;
        long upTo;
        lock (gate)
        {
            // Of one moment: a repair puts another file in the place of this one, where every line may end elsewhere.
            (seen, upTo) = (survey, survey.EndOf(survey.End));
            lines = places[0].Lines(seen.EndOf(position));
        }

        var last = position;
        foreach (var (text, end) in lines)
        {
            // Only what is acknowledged: a line that is being written is not there yet.
            if (end > upTo)
            {
                yield break;
            }

            var line = JournalLine.Parse(text);
            last = JournalLine.NumberOf(text) ?? last + 1;
            if (line is null)
            {
                seen.MarkDamaged(last, "cannot be read");
            }

            yield return (last, line);
        }
    }

    /// <summary>The lines of the copies that tell something else, as far as they read.</summary>
    internal IEnumerable<JournalLine> ReadOtherCopies() => ReadAsWritten().Skip(1).SelectMany(place => place).Select(each => each.Line);

    /// <summary>The lines that can be read, with the text as it stands there: of the file that is read, then of each copy that tells something else.</summary>
    internal IEnumerable<IEnumerable<(string Text, JournalLine Line)>> ReadAsWritten() => places.Where(place => place == places[0] || OtherCopies.Contains(place.Path))
        .Select(place => place.Lines().Select(each => (each.Text, Line: JournalLine.Parse(each.Text))).Where(each => each.Line is not null).Select(each => (each.Text, each.Line!)));

    /// <summary>
    /// Puts these lines into every place, and keeps what stood there beside them. Where that fails, no place has changed, or some have, and then the journal is not whole:
    /// what may follow is another repair.
    /// </summary>
    /// <param name="texts">The lines in the order of their numbers, which begin with 1 and have no gap.</param>
    /// <param name="at">The instant, for the names of the files that are kept.</param>
    /// <returns>The files that were kept.</returns>
    internal IReadOnlyList<string> Rewrite(IEnumerable<string> texts, DateTimeOffset at)
    {
        lock (gate)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => text + "\n")));
            // All that needs room on a disk comes before the first place changes.
            List<string> kept = [.. places.Select(place => place.Prepare(bytes, at))];
            try
            {
                foreach (var place in places)
                {
                    place.Replace();
                }
            }
            finally
            {
                otherCopies = [.. places.Skip(1).Where(place => !place.IsSameAs(places[0])).Select(place => place.Path)];
                survey = JournalSurvey.Of(places[0]);
            }

            return kept;
        }
    }

    public void Dispose()
    {
        foreach (var place in places)
        {
            place.Dispose();
        }
    }

    /// <summary>Brings every place up to the longest, so that a lost disk is made good by another.</summary>
    /// <returns>The places that tell something else than the first.</returns>
    private static List<string> CatchUpPlaces(List<JournalFile> places)
    {
        var longest = places.Where(place => place.BeginsLike(places[0])).MaxBy(place => place.Length)!;
        var other = new List<string>();
        foreach (var place in places.Where(place => place != longest))
        {
            if (!place.BeginsLike(longest))
            {
                other.Add(place.Path);
            }
            else if (place.Length < longest.Length)
            {
                place.CatchUpWith(longest);
            }
        }

        return other;
    }
}
