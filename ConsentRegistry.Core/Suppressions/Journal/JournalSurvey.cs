using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ConsentRegistry.Core.Suppressions.Journal;

/// <summary>Where the lines of a journal stand in its file, what each adds up to with all before it, and which are not as they were written. May be read while lines are added.</summary>
internal sealed class JournalSurvey
{
    /// <summary>Bytes of a running hash: enough to tell journals apart, few enough to keep one for every line.</summary>
    public const int HashLength = 16;

    /// <summary>A number further ahead is no gap in the file but a mistake in the line.</summary>
    private const long WidestGap = 1_000_000;

    private readonly Lock turn = new();
    private readonly List<(long End, UInt128 Hash)> lines = [];
    private readonly SortedDictionary<long, string> damage = [];

    private JournalSurvey()
    {
    }

    /// <summary>The number of the last line; 0 when there is none.</summary>
    public long End
    {
        get
        {
            lock (turn)
            {
                return lines.Count;
            }
        }
    }

    /// <summary>Whether every line is as it was written, as far as was read.</summary>
    public bool IsWhole
    {
        get
        {
            lock (turn)
            {
                return damage.Count == 0;
            }
        }
    }

    /// <summary>The numbers of the lines that are not as they were written at this moment, with what is wrong with each: the end of a plain English sentence.</summary>
    public IReadOnlyDictionary<long, string> Damage
    {
        get
        {
            lock (turn)
            {
                return new SortedDictionary<long, string>(damage);
            }
        }
    }

    /// <summary>Looks through a file: at checksums and numbers, not at what the lines say.</summary>
    public static JournalSurvey Of(JournalFile file)
    {
        var survey = new JournalSurvey();
        var unread = new List<(long End, UInt128 Hash)>();
        UInt128 hash = 0;
        foreach (var (text, end) in file.Lines())
        {
            hash = Next(hash, text);
            if (JournalLine.NumberOf(text) is not { } number || number > survey.End + unread.Count + WidestGap)
            {
                unread.Add((end, hash));
                continue;
            }

            survey.Place(number, (end, hash), unread);
            unread.Clear();
        }

        foreach (var line in unread)
        {
            survey.lines.Add(line);
            survey.MarkDamaged(survey.End, "cannot be read");
        }

        return survey;
    }

    /// <summary>Adds a line that was just written.</summary>
    public void Add(string text, int length)
    {
        lock (turn)
        {
            var (end, hash) = lines.Count == 0 ? (0, 0) : lines[^1];
            lines.Add((end + length, Next(hash, text)));
        }
    }

    /// <summary>Where a line ends in the file; 0 for the place before the first.</summary>
    public long EndOf(long number) => At(number).End;

    /// <summary>What all lines up to this one add up to: the same for no two journals that differ before it.</summary>
    public byte[] HashOf(long number)
    {
        var hash = new byte[HashLength];
        BinaryPrimitives.WriteUInt128BigEndian(hash, At(number).Hash);
        return hash;
    }

    public void MarkDamaged(long number, string problem)
    {
        lock (turn)
        {
            damage.TryAdd(number, problem);
        }
    }

    private (long End, UInt128 Hash) At(long number)
    {
        lock (turn)
        {
            return number == 0 ? (0, 0) : lines[(int)number - 1];
        }
    }

    private static UInt128 Next(UInt128 before, string text)
    {
        var line = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[HashLength + line.Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, before);
        line.CopyTo(bytes, HashLength);
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes));
    }

    /// <param name="number">The number that a readable line bears.</param>
    /// <param name="line">Where it ends.</param>
    /// <param name="unread">What stands between it and the readable line before it.</param>
    private void Place(long number, (long End, UInt128 Hash) line, List<(long End, UInt128 Hash)> unread)
    {
        if (number <= End)
        {
            // Behind the last number nothing may begin but the next line.
            lines[^1] = line;
            MarkDamaged(number, "stands out of its place");
            return;
        }

        var gap = number - 1 - End;
        for (var i = 0; i < gap; i++)
        {
            lines.Add(i < unread.Count ? unread[i] : lines.Count == 0 ? (0, 0) : lines[^1]);
            MarkDamaged(End, i < unread.Count ? "cannot be read" : "is missing");
        }

        lines.Add(line);
        if (unread.Count > gap)
        {
            MarkDamaged(number, "has something before it that is no line");
        }
    }
}
